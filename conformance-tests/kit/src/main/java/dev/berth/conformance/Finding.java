/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance;

import dev.berth.sdk.problem.Problem;

/** What a gate found about a subject: one entry of every report (GATE-13). */
public record Finding(GateId gate, Rule rule, Problem problem) {}
