/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Runs the gates (GATE-5 to GATE-7): {@link dev.berth.conformance.engine.Check} over subjects, {@link
 * dev.berth.conformance.engine.GateBarrier} around each gate, {@link dev.berth.conformance.engine.Report} as what comes of it.
 */
@org.jspecify.annotations.NullMarked
package dev.berth.conformance.engine;
