/* SPDX-License-Identifier: Apache-2.0 */
/** What starts, installs and swaps cost, beside a plain framework. */
@NullMarked
package dev.berth.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
