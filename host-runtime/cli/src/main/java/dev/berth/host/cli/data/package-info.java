/* SPDX-License-Identifier: Apache-2.0 */
/** The commands for what extensions keep and queue. */
@NullMarked
package dev.berth.host.cli.data;

import org.jspecify.annotations.NullMarked;
