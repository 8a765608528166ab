/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.Policy;
import dev.berth.conformance.SubjectBuilder;
import dev.berth.conformance.policy.NamingPolicy;
import dev.berth.manifest.Kind;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.PackageEntries.Form;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamingGateTest {
    private static List<String> codes(SubjectBuilder subject) {
        return subject.run(new NamingGate()).codes();
    }

    private static SubjectBuilder named(String name, String kind) {
        return SubjectBuilder.of("@acme/" + name, "1.0.0", kind);
    }

    @Test
    @DisplayName("GATE-S7, GATE-20: a source folder is named like the package; a packed file is not judged")
    void folder() {
        assertThat(codes(SubjectBuilder.connector())).isEmpty();
        assertThat(codes(SubjectBuilder.connector().folder("crm"))).containsExactly("GATE-20 naming-folder");
        assertThat(codes(SubjectBuilder.connector().packed(Form.JAR))).isEmpty();
        assertThat(SubjectBuilder.connector()
                        .folder("crm")
                        .run(new NamingGate())
                        .problem()
                        .text())
                .isEqualTo("@acme/crm-connector 1.4.0 needs a folder that is named like the package, \"crm-connector\";"
                        + " found \"crm\". The package was not written.\nDeclared at package.json:1:9 \"name\"."
                        + " Author: rename the folder to \"crm-connector\". [naming-folder]");
    }

    @Test
    @DisplayName("GATE-S8, GATE-21: the name ends in its kind")
    void suffix() {
        assertThat(codes(named("blog-skills", "skill"))).isEmpty();
        assertThat(codes(named("blog-skill", "skill"))).isEmpty();
        assertThat(codes(named("blog-agent", "connector"))).containsExactly("GATE-21 extension-id-suffix");
    }

    @Test
    @DisplayName("GATE-22: apiVersion and kind are present")
    void present() {
        assertThat(codes(SubjectBuilder.connector().block("kind", "plugin"))).containsExactly("GATE-22 kind-unknown");
        assertThat(codes(SubjectBuilder.connector().withoutBlock("kind")))
                .containsExactly("GATE-22 manifest-field-missing");
        assertThat(codes(SubjectBuilder.connector().withoutBlock("apiVersion")))
                .containsExactly("GATE-22 manifest-field-missing");
        assertThat(codes(SubjectBuilder.connector().withoutField("version"))).isEmpty();
    }

    @Test
    @DisplayName("GATE-S10, GATE-23: the scope is one that policy allows for the kind")
    void scope() {
        ManifestPolicy manifest =
                new ManifestPolicy("2.2.0", Set.of(), Map.of(Kind.CONNECTOR, Set.of("other")), Set.of());
        assertThat(codes(SubjectBuilder.connector()
                        .policy(policy -> new Policy(
                                manifest, policy.naming(), policy.readme(), policy.license(), policy.review()))))
                .containsExactly("GATE-23 scope-not-allowed");
    }

    @ParameterizedTest
    @DisplayName("GATE-S9, GATE-24: no topology word as an agent's name, at its start or at its end")
    @CsvSource({
        "pipeline-agent, agent, pipeline",
        "blog-pipeline-agent, agent, pipeline",
        "orchestrator-blog-agent, agent, orchestrator",
        "stage-2-review-agent, agent, stage-2",
        "review-stage-12-agent, agent, stage-12",
        "stage-2-agent, agent, stage-2",
        "handler, agent, handler",
        "pipelines-agent, agent, ''",
        "my-child-care-agent, agent, ''",
        "stage-x-agent, agent, ''",
        "stage-agent, agent, ''",
        "backstage-2-agent, agent, ''",
        "agent, agent, ''",
        "pipeline-connector, connector, ''",
    })
    void topology(String name, String kind, String word) {
        var found = named(name, kind).run(new NamingGate()).problems().stream()
                .filter(problem -> problem.code().toString().equals("naming-topology"))
                .map(problem -> problem.summary().contains("\"" + word + "\""))
                .toList();
        assertThat(found).isEqualTo(word.isEmpty() ? List.of() : List.of(true));
    }

    @Test
    @DisplayName("GATE-24, GATE-25: policy lists exceptions and retired names; the problem gives the replacement")
    void policy() {
        NamingPolicy naming =
                new NamingPolicy(Set.of("@acme/pipeline-agent"), Map.of("@acme/old-agent", "@acme/new-agent"));
        assertThat(codes(with(named("pipeline-agent", "agent"), naming))).isEmpty();
        var retired = with(named("old-agent", "agent"), naming).run(new NamingGate());
        assertThat(retired.codes()).containsExactly("GATE-25 naming-retired");
        assertThat(retired.problem().summary()).contains("@acme/new-agent");
    }

    private static SubjectBuilder with(SubjectBuilder subject, NamingPolicy naming) {
        return subject.policy(
                policy -> new Policy(policy.manifest(), naming, policy.readme(), policy.license(), policy.review()));
    }
}
