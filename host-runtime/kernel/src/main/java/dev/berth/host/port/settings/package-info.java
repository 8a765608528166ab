/* SPDX-License-Identifier: Apache-2.0 */
/** The settings port. */
@NullMarked
package dev.berth.host.port.settings;

import org.jspecify.annotations.NullMarked;
