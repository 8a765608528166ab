/* SPDX-License-Identifier: Apache-2.0 */
/** How fast the hot paths are, as ratios against doing without them and against other plugin systems, in one run. */
@NullMarked
package dev.berth.benchmarks;

import org.jspecify.annotations.NullMarked;
