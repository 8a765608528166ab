/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The four formats of a report (GATE-13 to GATE-19): each a pure function from {@link dev.berth.conformance.engine.Report} to text
 * with LF, so that two runs on the same input give the same bytes.
 */
@org.jspecify.annotations.NullMarked
package dev.berth.conformance.report;
