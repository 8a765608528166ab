/* SPDX-License-Identifier: Apache-2.0 */
/** What the operator's files set up about the outside, and requests there: only to addresses of those files, bounded in time and size. */
@NullMarked
package dev.berth.host.server.outbound;

import org.jspecify.annotations.NullMarked;
