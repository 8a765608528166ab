/* SPDX-License-Identifier: Apache-2.0 */
/** What guards cost when code runs, and what weaving costs before it does. */
@NullMarked
package dev.berth.benchmarks.guard;

import org.jspecify.annotations.NullMarked;
