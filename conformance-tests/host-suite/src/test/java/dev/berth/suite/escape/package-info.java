/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The escape matrix (ENG-21): attempts as data, in {@code src/test/resources}, each run in a real host without and with the
 * permission that would allow it, and in a bare JVM. What counts is what came of it, not what was thrown.
 */
@NullMarked
package dev.berth.suite.escape;

import org.jspecify.annotations.NullMarked;
