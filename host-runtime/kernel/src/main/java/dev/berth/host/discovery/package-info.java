/* SPDX-License-Identifier: Apache-2.0 */
/** Finds what is there for a viewer: live extensions, as far as the reader of their kind shows them (GATE-80 to GATE-90). */
@NullMarked
package dev.berth.host.discovery;

import org.jspecify.annotations.NullMarked;
