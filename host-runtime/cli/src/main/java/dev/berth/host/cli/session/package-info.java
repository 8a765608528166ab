/* SPDX-License-Identifier: Apache-2.0 */
/** What every command shares: the common options, the output in two forms, exit codes, near misses. */
@NullMarked
package dev.berth.host.cli.session;

import org.jspecify.annotations.NullMarked;
