/* SPDX-License-Identifier: Apache-2.0 */
/** Wires the host by hand, in {@link dev.berth.host.launcher.Assembly}, and holds {@code main()}. */
@NullMarked
package dev.berth.host.launcher;

import org.jspecify.annotations.NullMarked;
