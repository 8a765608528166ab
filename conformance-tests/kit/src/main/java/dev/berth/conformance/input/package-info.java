/* SPDX-License-Identifier: Apache-2.0 */
/** The two files that a check may be given: the policy (GATE-9, GATE-11) and the baseline (GATE-10). Both are read strictly. */
@org.jspecify.annotations.NullMarked
package dev.berth.conformance.input;
