/* SPDX-License-Identifier: Apache-2.0 */
/** The console: a page of its own files, and its sessions. */
@NullMarked
package dev.berth.host.server.console;

import org.jspecify.annotations.NullMarked;
