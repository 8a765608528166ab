/* SPDX-License-Identifier: Apache-2.0 */
/** The telemetry port: usage events, taken without waiting and kept once a key. */
@NullMarked
package dev.berth.host.port.telemetry;

import org.jspecify.annotations.NullMarked;
