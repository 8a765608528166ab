/* SPDX-License-Identifier: Apache-2.0 */
/** Serves a host over HTTP on one address: REST, MCP and the console, behind one guard. */
@NullMarked
package dev.berth.host.server;

import org.jspecify.annotations.NullMarked;
