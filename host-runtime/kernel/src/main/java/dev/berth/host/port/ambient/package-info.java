/* SPDX-License-Identifier: Apache-2.0 */
/** The ports that need no grant: logger and runtime. */
@NullMarked
package dev.berth.host.port.ambient;

import org.jspecify.annotations.NullMarked;
