/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Gate;
import dev.berth.conformance.GateId;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.conformance.run.Conformance;
import dev.berth.host.cli.Run;
import dev.berth.host.cli.client.Json;
import dev.berth.manifest.finding.Fault;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What "berth check" says when the tool itself fails: GATE-6, GATE-7, GATE-S3. */
class BrokenToolTest {
    private static final Rule RULE = Rule.of("GATE-34", ProblemCode.README_H1);

    @TempDir
    Path home;

    @BeforeEach
    void extension() throws IOException {
        Files.writeString(home.resolve("package.json"), "{\"name\": \"@acme/crm-connector\", \"berth\": {}}");
    }

    private record GateOf(GateId id, Consumer<Findings> act) implements Gate {
        @Override
        public List<Rule> rules() {
            return List.of(RULE);
        }

        @Override
        public void judge(Subject subject, Findings findings) {
            act.accept(findings);
        }
    }

    private static final Gate FINDS = new GateOf(
            GateId.README,
            findings -> findings.add(
                    RULE,
                    Fault.of(ProblemCode.README_H1, Location.of("README.md", 1, 1))
                            .says("needs one heading")
                            .found("none")));

    private Run.Result check(Conformance conformance, String... more) throws IOException {
        Path baseline = Files.writeString(home.resolve("baseline.json"), "{}");
        String[] arguments = {"judge", home.toString(), "--baseline", baseline.toString(), "--reproducible"};
        return new Run(home)
                .with("judge", new CheckCommand("1.0.0", conformance))
                .berth(Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new));
    }

    @Test
    @DisplayName(
            "GATE-6, GATE-7, GATE-S3: a gate that throws is broken, the findings of the others are there, exit code 2")
    void brokenGate() throws IOException {
        Gate broken = new GateOf(GateId.NAMING, findings -> {
            throw new IllegalStateException("a secret of the machine");
        });
        Conformance conformance = new Conformance(List.of(FINDS, broken), Clock.systemUTC());
        Run.Result text = check(conformance);
        assertThat(text.code()).isEqualTo(2);
        assertThat(text.out()).contains("[readme-h1]", "naming").doesNotContain("secret");
        Run.Result run = check(conformance, "--json");
        assertThat(run.code()).isEqualTo(2);
        JsonObject json = run.json();
        assertThat(Json.objects(json, "gates"))
                .extracting(gate -> Json.text(gate, "id") + " " + Json.text(gate, "outcome"))
                .containsExactly("naming broken", "readme failed");
        assertThat(Json.text(Json.objects(json, "gates").get(0), "reason")).contains("IllegalStateException");
        assertThat(Json.objects(json, "findings"))
                .extracting(finding -> Json.text(finding, "code"))
                .containsExactly("readme-h1");
        assertThat(json.get("summary").map(Object::toString).orElse("")).contains("\"exitCode\":2");
    }

    /** Not 1, which says that the packages were judged and found wanting. */
    @Test
    @DisplayName("GATE-7: what nobody expects of the tool outside of its gates is exit code 2, too, as a problem")
    void brokenTool() throws IOException {
        Clock broken = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                throw new IllegalStateException("out of time");
            }
        };
        Run.Result text = check(new Conformance(List.of(FINDS), broken));
        assertThat(text.code()).isEqualTo(2);
        assertThat(text.err()).contains("met an error that it does not expect", "[internal-error]");
        Run.Result json = check(new Conformance(List.of(FINDS), broken), "--json");
        assertThat(json.code()).isEqualTo(2);
        assertThat(Json.text(Json.objects(json.json(), "problems").get(0), "code"))
                .isEqualTo("internal-error");
    }
}
