/* SPDX-License-Identifier: Apache-2.0 */
/** The capabilities port. */
@NullMarked
package dev.berth.host.port.capabilities;

import org.jspecify.annotations.NullMarked;
