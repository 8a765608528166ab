/* SPDX-License-Identifier: Apache-2.0 */
/** Watches new revisions for as long as their operator wants it, and counts how often they fail. */
@NullMarked
package dev.berth.host.probation;

import org.jspecify.annotations.NullMarked;
