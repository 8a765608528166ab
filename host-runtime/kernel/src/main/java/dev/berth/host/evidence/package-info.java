/* SPDX-License-Identifier: Apache-2.0 */
/** Whom a host trusts and whom it does not: the keys of publishers, and what its operator has blocked. Plain values, and where they are kept. */
@NullMarked
package dev.berth.host.evidence;

import org.jspecify.annotations.NullMarked;
