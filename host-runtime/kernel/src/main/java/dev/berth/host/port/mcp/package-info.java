/* SPDX-License-Identifier: Apache-2.0 */
/** The mcp port. */
@NullMarked
package dev.berth.host.port.mcp;

import org.jspecify.annotations.NullMarked;
