/* SPDX-License-Identifier: Apache-2.0 */
/** The commands that need no host, and those about the process of a host. */
@NullMarked
package dev.berth.host.cli.local;

import org.jspecify.annotations.NullMarked;
