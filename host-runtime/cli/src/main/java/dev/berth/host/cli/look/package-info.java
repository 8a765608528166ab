/* SPDX-License-Identifier: Apache-2.0 */
/** The commands that only look at a host. */
@NullMarked
package dev.berth.host.cli.look;

import org.jspecify.annotations.NullMarked;
