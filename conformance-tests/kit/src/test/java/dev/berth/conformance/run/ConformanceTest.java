/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Gate;
import dev.berth.conformance.GateId;
import dev.berth.conformance.Policy;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.conformance.engine.FakeGate;
import dev.berth.conformance.engine.Outcome;
import dev.berth.conformance.engine.Report;
import dev.berth.conformance.engine.StandardGates;
import dev.berth.conformance.input.PolicyFile;
import dev.berth.manifest.Kind;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.finding.Fault;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole check with policy and baseline: GATE-7, GATE-9 to GATE-11, GATE-S3, GATE-S6. */
final class ConformanceTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-15T12:00:00Z"), ZoneOffset.UTC);
    private static final Gate TOO_SHORT = FakeGate.of(
            GateId.README,
            findings -> findings.add(
                    FakeGate.RULE,
                    Fault.of(ProblemCode.README_SIZE, Location.of("README.md", 1, 1))
                            .says("needs more text")
                            .found("little")));
    private static final Gate FINE = FakeGate.of(GateId.README, findings -> {});

    @TempDir
    Path root;

    private Folder folder;
    private CheckRequest request;

    @BeforeEach
    void extension() {
        folder = new Folder(root);
        request = CheckRequest.of(folder.extension("crm-connector"));
    }

    private static Report run(CheckRequest request, Gate... gates) {
        return new Conformance(List.of(gates), CLOCK).run(request);
    }

    private static List<String> codes(Report report) {
        return report.findings().stream()
                .filter(entry -> entry.baseline().isEmpty())
                .map(entry -> entry.gate() + " " + entry.rule() + " "
                        + entry.problem().code())
                .toList();
    }

    private Path baseline(String entries) {
        return folder.write("baseline.json", "{\"format\": \"berth-baseline/1\", \"findings\": [" + entries + "]}");
    }

    private static String entry(String location, String until) {
        return """
                {"code": "readme-size", "subject": "@acme/crm-connector", "location": "%s", "reason": "agreed"%s}""".formatted(location, until.isEmpty() ? "" : ", \"until\": \"" + until + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"README.md", "README.md:1", "README.md:1:1"})
    @DisplayName("GATE-S6: a listed finding does not fail")
    void listedFindingPasses(String location) {
        Report report = run(request.withBaseline(baseline(entry(location, "2026-06-15"))), TOO_SHORT);
        assertThat(codes(report)).isEmpty();
        assertThat(report.baselined()).isEqualTo(1);
        assertThat(report.exitCode()).isZero();
        assertThat(report.subjects().get(0).verdicts().get(0).outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    @DisplayName("GATE-10: an entry for another place or another extension accepts nothing")
    void otherEntriesAcceptNothing() {
        Report elsewhere = run(request.withBaseline(baseline(entry("README.md:2:1", ""))), TOO_SHORT);
        assertThat(codes(elsewhere)).containsExactly("readme GATE-33 readme-size", "baseline GATE-10 baseline-stale");
        Path other = baseline(entry("README.md", "").replace("crm-connector\"", "crm-connector-2\""));
        assertThat(codes(run(request.withBaseline(other), TOO_SHORT))).containsExactly("readme GATE-33 readme-size");
    }

    @Test
    @DisplayName("GATE-S6: a listed finding that is gone fails as baseline-stale")
    void goneFindingIsStale() {
        Report report = run(request.withBaseline(baseline(entry("README.md", ""))), FINE);
        assertThat(codes(report)).containsExactly("baseline GATE-10 baseline-stale");
        assertThat(report.findings().get(0).place()).hasToString("baseline.json:1:45");
        assertThat(report.exitCode()).isEqualTo(1);
    }

    @Test
    @DisplayName("GATE-10: an entry of a gate that did not run is not stale")
    void entryOfAnotherGateIsNotStale() {
        Gate naming = FakeGate.of(GateId.NAMING, List.of(), findings -> {});
        assertThat(codes(run(request.withBaseline(baseline(entry("README.md", ""))), naming)))
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-S6: a listed finding whose day has passed fails as baseline-expired")
    void passedDayExpires() {
        Report report = run(request.withBaseline(baseline(entry("README.md", "2026-06-14"))), TOO_SHORT);
        assertThat(codes(report)).containsExactly("baseline GATE-10 baseline-expired");
        assertThat(report.exitCode()).isEqualTo(1);
    }

    @Test
    @DisplayName("GATE-S6: a list that grew against its base fails as baseline-grown")
    void grownListFails() {
        Path base = folder.write("base.json", "{\"findings\": []}");
        Path now = baseline(entry("README.md", ""));
        Report report = run(request.withBaseline(now).withBaselineBase(base), TOO_SHORT);
        assertThat(codes(report)).containsExactly("baseline GATE-10 baseline-grown");
        assertThat(codes(run(request.withBaseline(now).withBaselineBase(now), TOO_SHORT)))
                .isEmpty();
        assertThat(codes(run(request.withBaseline(base).withBaselineBase(now), FINE)))
                .as("it may shrink")
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-46: a README marker that the base does not list fails as baseline-grown")
    void newMarkerFails() {
        folder.write("crm-connector/.readme-pending", "");
        Path without = folder.write("base.json", "{}");
        assertThat(codes(run(request.withBaselineBase(without), FINE)))
                .containsExactly("baseline GATE-46 baseline-grown");
        Path with = folder.write("base.json", "{\"readmePending\": [\"@acme/crm-connector\"]}");
        assertThat(codes(run(request.withBaselineBase(with), FINE))).isEmpty();
    }

    private static List<Problem> refused(CheckRequest request) {
        List<Problem> problems = new ArrayList<>();
        assertThatThrownBy(() -> run(request, FINE))
                .isInstanceOfSatisfying(ProblemException.class, e -> problems.addAll(e.problems()));
        return problems;
    }

    @Test
    @DisplayName("GATE-9: unknown keys and wrong values of a policy are policy-invalid, all with place and near misses")
    void brokenPolicyIsRefused() {
        Path policy = folder.write("policy.json", """
                {"redme": {"minBytes": 1},
                 "readme": {"minBytes": "1", "maxBites": 5},
                 "allowedScopes": {"conector": ["acme"]},
                 "naming": {"exceptions": ["crm"]}}
                """);
        List<Problem> problems = refused(request.withPolicy(policy));
        assertThat(problems)
                .extracting(problem -> problem.code() + " " + problem.location().orElseThrow())
                .containsExactly(
                        "policy-invalid policy.json:1:2 \"redme\"",
                        "policy-invalid policy.json:2:25 \"readme.minBytes\"",
                        "policy-invalid policy.json:2:30 \"readme.maxBites\"",
                        "policy-invalid policy.json:3:20 \"allowedScopes.conector\"",
                        "policy-invalid policy.json:4:27 \"naming.exceptions\"");
        assertThat(problems.get(0).summary()).contains("near \"readme\"").endsWith("Nothing was checked.");
        assertThat(problems.get(2).summary()).contains("near \"maxBytes\"");
        assertThat(problems.get(3).summary()).contains("near \"connector\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[]", "{\"a\": 1, \"a\": 2}", "{", "''"})
    @DisplayName("GATE-9: what is not one JSON object is policy-invalid")
    void brokenJsonIsRefused(String text) {
        assertThat(refused(request.withPolicy(folder.write("policy.json", text))))
                .extracting(Problem::code)
                .containsOnly(ProblemCode.POLICY_INVALID);
        assertThat(refused(request.withPolicy(root.resolve("missing.json"))))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.POLICY_INVALID);
    }

    @Test
    @DisplayName("GATE-10: a baseline with unknown keys or codes is refused, with near misses")
    void brokenBaselineIsRefused() {
        Path file =
                baseline("{\"code\": \"readme-sise\", \"subjct\": \"@acme/x\", \"location\": \"a\", \"reason\": \" \","
                        + " \"until\": \"soon\"}");
        assertThat(refused(request.withBaseline(file)))
                .extracting(problem -> problem.location().orElseThrow().field().orElseThrow())
                .containsExactlyInAnyOrder(
                        "findings[0].code",
                        "findings[0].subjct",
                        "findings[0].subject",
                        "findings[0].reason",
                        "findings[0].until");
    }

    @Test
    @DisplayName("GATE-9: a policy replaces the defaults key by key")
    void policyReplacesDefaults() {
        Path policy =
                folder.write("policy.json", "{\"readme\": {\"maxBytes\": 9000}, \"license\": {\"default\": null}}");
        Report report = run(request.withPolicy(policy), reading(decided -> {
            assertThat(decided.readme().least()).isEqualTo(250);
            assertThat(decided.readme().most()).isEqualTo(9000);
            assertThat(decided.license().fallback()).isEmpty();
            assertThat(decided.license().permissive()).contains("MIT");
        }));
        assertThat(report.exitCode())
                .as("%s", report.subjects().get(0).verdicts())
                .isZero();
    }

    private static Gate reading(Consumer<Policy> judge) {
        return new Gate() {
            @Override
            public GateId id() {
                return GateId.README;
            }

            @Override
            public List<Rule> rules() {
                return List.of(FakeGate.RULE);
            }

            @Override
            public void judge(Subject subject, Findings findings) {
                judge.accept(subject.policy());
            }
        };
    }

    @Test
    @DisplayName("GATE-1, GATE-9: the policy of a host counts, a file of one's own goes over it key by key")
    void hostsPolicy() {
        PolicyFile decided = PolicyFile.ofHost(JsonObject.of(
                "allowedScopes", JsonObject.of("connector", List.of("acme", "gone")),
                "readme", JsonObject.of("maxBytes", 9000, "minBytes", 10)));
        CheckRequest against = request.withAgainst(new KnownHost("2.2.0", decided, List.of()));
        Report report = run(against, reading(policy -> {
            assertThat(policy.readme().most()).isEqualTo(9000);
            assertThat(policy.manifest().allowedScopes()).containsOnlyKeys(Kind.CONNECTOR);
        }));
        assertThat(report.exitCode()).as("%s", report.subjects()).isZero();
        assertThat(codes(report))
                .as("what a host names is not for authors to tidy")
                .isEmpty();
        Path own = folder.write("policy.json", "{\"readme\": {\"maxBytes\": 20}}");
        assertThat(run(against.withPolicy(own), reading(policy -> {
                            assertThat(policy.readme().most()).isEqualTo(20);
                            assertThat(policy.readme().least()).isEqualTo(10);
                            assertThat(policy.license().permissive()).contains("MIT");
                        }))
                        .exitCode())
                .isZero();
    }

    @Test
    @DisplayName("GATE-9: what a host tells of its policy is the whole of it, and a key that nobody knows is refused")
    void policyTravels() {
        PolicyFile defaults = PolicyFile.defaults();
        assertThat(PolicyFile.ofHost(defaults.toJson()).policy("2.2.0")).isEqualTo(defaults.policy("2.2.0"));
        assertThat(defaults.policy("2.2.0").manifest())
                .as("what a host without a policy judges manifests by")
                .isEqualTo(ManifestPolicy.of("2.2.0"));
        assertThatThrownBy(() -> PolicyFile.ofHost(JsonObject.of("licence", JsonObject.of())))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().text())
                                .contains("the policy of the host", "near \"license\"", "[policy-invalid]"));
    }

    @Test
    @DisplayName("GATE-11: an entry of a list that names nothing is a warning; with --strict an error")
    void staleEntriesWarn() {
        Path policy = folder.write("policy.json", """
                {"naming": {"exceptions": ["@acme/crm-connector", "@acme/gone-connector"]},
                 "license": {"scopes": {"@acme": ["MIT"], "gone": ["MIT"]}},
                 "allowedScopes": {"connector": ["acme", "*"], "agent": ["acme"]},
                 "review": {"trustedUrls": ["", "https://gone.example"]}}
                """);
        Report report = run(request.withPolicy(policy), FINE);
        assertThat(report.findings())
                .extracting(entry -> entry.problem().code() + " " + entry.place())
                .containsExactly(
                        "policy-entry-stale policy.json:1:51 \"naming.exceptions\"",
                        "policy-entry-stale policy.json:2:43 \"license.scopes\"",
                        "policy-entry-stale policy.json:3:58 \"allowedScopes\"",
                        "policy-entry-stale policy.json:4:33 \"review.trustedUrls\"");
        assertThat(report.exitCode()).isZero();
        assertThat(run(request.withPolicy(policy).withStrict(true), FINE).exitCode())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("GATE-4: the gates write nothing, and the day changes no result")
    void gatesArePure() throws IOException {
        folder.write("crm-connector/README.md", "# Short\n");
        Map<String, String> before = files();
        Report today = new Conformance(StandardGates.all(), CLOCK).run(request);
        Report later = new Conformance(StandardGates.all(), Clock.offset(CLOCK, Duration.ofDays(9999))).run(request);
        assertThat(today.findings()).isNotEmpty();
        assertThat(later).isEqualTo(today);
        assertThat(files()).isEqualTo(before);
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file.toString(), Files.getLastModifiedTime(file) + Files.readString(file));
            }
        }
        return files;
    }

    @Test
    @DisplayName("GATE-S3: a path that is not there gives exit code 2, and the others are still checked")
    void missingPathFails() {
        Report report = run(CheckRequest.of(root.resolve("nowhere"), root.resolve("crm-connector")), TOO_SHORT);
        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(codes(report)).containsExactly("readme GATE-33 readme-size");
        assertThat(report.failures()).extracting(Problem::code).containsExactly(ProblemCode.FILE_NOT_FOUND);
    }
}
