/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Gate;
import dev.berth.conformance.GateId;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.conformance.license.LicenseGate;
import dev.berth.manifest.Kind;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.payload.oas.OasFile;
import dev.berth.sdk.problem.Problem;
import java.util.List;
import java.util.Optional;

/** Reviews what an agent would do: what it tells whom, whom it calls, and whether its flow hangs together. */
public final class ReviewGate implements Gate {
    /** Holds nothing. */
    public ReviewGate() {}

    @Override
    public GateId id() {
        return GateId.REVIEW;
    }

    @Override
    public List<Rule> rules() {
        return ReviewRules.ALL;
    }

    @Override
    public Optional<String> skipped(Subject subject) {
        Optional<Kind> kind = subject.block()
                .flatMap(block -> block.text("kind"))
                .map(Node.Text::value)
                .flatMap(Kind::find);
        if (!kind.equals(Optional.of(Kind.AGENT))) {
            return Optional.of("only agents are reviewed");
        }
        return OasFile.find(subject.entries()).isEmpty()
                ? Optional.of("the agent has no oas.json that can be read")
                : Optional.empty();
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        OasFile.find(subject.entries()).ifPresent(file -> {
            Review review = new Review(file, subject, findings);
            CredentialRules.judge(review);
            UrlRules.judge(review);
            BridgeRules.judge(review);
            LlmRules.judge(review);
            TemplateRules.judge(review);
            PropertyRules.judge(review);
            RunIdRules.judge(review);
            EndRules.judge(review);
            new LicenseGate().judge(subject, new LicenseFindings(findings));
            StartRules.judge(review);
            VersionRules.judge(review);
        });
    }

    /** An agent is reviewed with its licence, by the rules of that gate (GATE-154). */
    private record LicenseFindings(Findings findings) implements Findings {
        @Override
        public void add(Rule rule, Fault fault) {
            if (isTaken(rule)) {
                findings.add(ReviewRules.LICENSE, fault);
            }
        }

        @Override
        public void add(Rule rule, Problem problem) {
            if (isTaken(rule)) {
                findings.add(ReviewRules.LICENSE, problem);
            }
        }

        private static boolean isTaken(Rule rule) {
            return ReviewRules.LICENSE.codes().containsAll(rule.codes());
        }
    }
}
