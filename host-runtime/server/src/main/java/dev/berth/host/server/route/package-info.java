/* SPDX-License-Identifier: Apache-2.0 */
/** A table of routes over one servlet, with its document: which route a request finds, what it reads, what it is answered. */
@NullMarked
package dev.berth.host.server.route;

import org.jspecify.annotations.NullMarked;
