/* SPDX-License-Identifier: Apache-2.0 */
/** What people see: text, tables, colours and progress, only as far as the terminal takes them (CLI-1). */
@NullMarked
package dev.berth.host.cli.console;

import org.jspecify.annotations.NullMarked;
