/* SPDX-License-Identifier: Apache-2.0 */
/** The commands that change something: each describes one change, which is planned, shown, agreed to and applied (CLI-4). */
@NullMarked
package dev.berth.host.cli.change;

import org.jspecify.annotations.NullMarked;
