/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.engine;

import dev.berth.conformance.Finding;
import dev.berth.conformance.GateId;
import dev.berth.conformance.Rule;
import java.util.List;
import java.util.Optional;

/** What a gate said about a subject, as it said it. */
record GateResult(
        GateId gate, List<Rule> rules, Optional<String> skipped, Optional<String> broken, List<Finding> findings) {
    GateResult {
        rules = List.copyOf(rules);
        findings = List.copyOf(findings);
    }
}
