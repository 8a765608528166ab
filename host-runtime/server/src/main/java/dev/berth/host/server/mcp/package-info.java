/* SPDX-License-Identifier: Apache-2.0 */
/** The tools of the live set as an MCP server. */
@NullMarked
package dev.berth.host.server.mcp;

import org.jspecify.annotations.NullMarked;
