/* SPDX-License-Identifier: Apache-2.0 */
/** The command line: {@link dev.berth.host.cli.Cli} registers the commands, runs one and turns its problems into an exit code. */
@NullMarked
package dev.berth.host.cli;

import org.jspecify.annotations.NullMarked;
