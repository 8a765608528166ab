/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The JVM under the host, tried from inside (ENG-9, L5): which ways around all other layers its version and flags close. A flag
 * that is there proves nothing yet, so each way is tried; without its flag a way is open, and trying it would only make the JVM warn.
 */
@NullMarked
package dev.berth.host.jvm;

import org.jspecify.annotations.NullMarked;
