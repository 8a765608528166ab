/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.extension.Scope;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.journal.JournalEntry;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.manifest.Kind;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a host holds of each kind follows the rows of extensions (LIFE-8, LIFE-93, LIFE-94). */
class KindsTest {
    private static final String AGENT = "@acme/greet-agent";
    private static final String SKILLS = "@acme/notes-skills";
    private static final String WORKFLOW = "@acme/release-workflow";
    private static final String FLOW = """
            {"component_type": "Flow", "id": "greet", "name": "Greet",
             "start_node": {"$component_ref": "start"},
             "control_flow_connections": [
               {"name": "go", "from_node": {"$component_ref": "start"}, "to_node": {"$component_ref": "end"}}],
             "$referenced_components": {
               "start": {"component_type": "StartNode", "name": "Start"},
               "end": {"component_type": "EndNode", "name": "End"}}}
            """;

    private FakeHost host = new FakeHost();

    @BeforeEach
    void content() {
        host.verifier.content("berth/oas.json", FLOW);
        host.verifier.content(
                "skills/greet/SKILL.md", "---\nname: greet\ndescription: Greets people\n---\nSay hello.\n");
        host.verifier.content("berth/workflow.bpmn", """
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d">
                  <bpmn:process id="release" name="Release"><bpmn:userTask id="sign" name="Sign off"/></bpmn:process>
                </bpmn:definitions>
                """);
    }

    @AfterEach
    void close() {
        host.close();
    }

    private static Manifests of(String id, Kind kind, String version) {
        return Manifests.of(id, version).payloadOnly().kind(kind);
    }

    private List<String> found(String organization) {
        return host.runtime().views().discovered(Optional.of(organization)).extensions().stream()
                .map(found -> found.id())
                .toList();
    }

    @Test
    @DisplayName(
            "LIFE-8, LIFE-94: an agent's compiled flow and skills are held, and it is active; an archive hides, a restore shows them")
    void agent() {
        host.run(host.install(of(AGENT, Kind.AGENT, "1.0.0")));
        assertThat(host.state(AGENT)).isEqualTo("ACTIVE");
        assertThat(host.store.nativeRows())
                .containsExactly(
                        AGENT + " flow " + AGENT + " for the platform", AGENT + " skill greet for the platform");
        assertThat(host.runtime().extension(ExtensionId.of(AGENT)).holds()).anySatisfy(held -> {
            assertThat(held.part()).isEqualTo("flow");
            assertThat(held.content().string("start")).contains("start");
            assertThat(held.content().toString()).contains("{\"from\":\"start\",\"to\":\"end\"}");
        });
        host.run(new Command.Archive(ExtensionId.of(AGENT)));
        assertThat(host.store.nativeRows()).hasSize(2).allMatch(row -> row.endsWith(", archived"));
        assertThat(found("default")).isEmpty();
        host.run(new Command.Restore(ExtensionId.of(AGENT)));
        assertThat(host.store.nativeRows()).hasSize(2).noneMatch(row -> row.endsWith(", archived"));
        assertThat(found("default")).containsExactly(AGENT);
        host.run(new Command.Uninstall(ExtensionId.of(AGENT)));
        assertThat(host.store.nativeRows()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-94: an update, also a rollback, holds what the content that is current brings, and nothing else")
    void update() {
        host.run(host.install(of(SKILLS, Kind.SKILL, "1.0.0")));
        host.verifier.content("skills/sum/SKILL.md", "---\nname: sum\ndescription: Sums up\n---\nSum up.\n");
        host.run(host.update(of(SKILLS, Kind.SKILL, "1.1.0")));
        assertThat(host.store.nativeRows())
                .containsExactlyInAnyOrder(
                        SKILLS + " skill greet for the platform", SKILLS + " skill sum for the platform");
        host.run(new Command.Archive(ExtensionId.of(SKILLS)));
        host.run(host.update(of(SKILLS, Kind.SKILL, "1.2.0")));
        assertThat(host.store.nativeRows()).hasSize(2).allMatch(row -> row.endsWith(", archived"));
        host.run(new Command.Rollback(ExtensionId.of(SKILLS), Scope.PLATFORM));
        assertThat(host.store.nativeRows()).hasSize(2);
        host.restart();
        assertThat(host.store.nativeRows()).hasSize(2);
    }

    @Test
    @DisplayName("LIFE-94: a workflow's template belongs to an organisation; without one, organization-required")
    void workflow() {
        host.run(host.install(of(WORKFLOW, Kind.WORKFLOW, "1.0.0")));
        assertThat(host.store.nativeRows()).containsExactly(WORKFLOW + " template " + WORKFLOW + " for the platform");
        host.close();
        host = new FakeHost(builder -> builder.multiTenant(true));
        content();
        Command.Source source = host.source(of(WORKFLOW, Kind.WORKFLOW, "1.0.0"), new GrantChoice.All());
        assertThat(host.refused(new Command.Install(source))).isEqualTo(ProblemCode.ORGANIZATION_REQUIRED);
        Scope acme = Scope.of(Optional.of("acme"));
        host.run(new Command.Install(source, acme));
        assertThat(host.store.nativeRows())
                .containsExactly(WORKFLOW + " template " + WORKFLOW + " for the organisation acme");
        assertThat(found("acme")).containsExactly(WORKFLOW);
        assertThat(found("other")).isEmpty();
    }

    @Test
    @DisplayName("LIFE-94: each scope holds its own, and one that goes takes its own along")
    void scopes() {
        host.close();
        host = new FakeHost(builder -> builder.multiTenant(true));
        content();
        Command.Source source = host.source(of(SKILLS, Kind.SKILL, "1.0.0"), new GrantChoice.All());
        Scope acme = Scope.of(Optional.of("acme"));
        Scope other = Scope.of(Optional.of("other"));
        host.run(new Command.Install(source, acme));
        host.run(new Command.Install(source, other));
        assertThat(host.store.nativeRows()).hasSize(2);
        host.run(new Command.Archive(ExtensionId.of(SKILLS), acme));
        assertThat(found("acme")).isEmpty();
        assertThat(found("other")).containsExactly(SKILLS);
        assertThat(host.runtime()
                        .views()
                        .detail(ExtensionId.of(SKILLS), Optional.of("other"))
                        .holds())
                .hasSize(1);
        host.run(new Command.Uninstall(ExtensionId.of(SKILLS), acme));
        assertThat(host.store.nativeRows()).containsExactly(SKILLS + " skill greet for the organisation other");
    }

    @Test
    @DisplayName("LIFE-S20: a handler that throws leaves no placeholder, and healthy rows untouched")
    void throwing() {
        host.run(host.install(of(SKILLS, Kind.SKILL, "1.0.0")));
        host.store.refuseNatives(true);
        assertThat(host.refused(host.install(of(AGENT, Kind.AGENT, "1.0.0")))).isEqualTo(ProblemCode.DISK_FULL);
        assertThat(host.refused(host.update(of(SKILLS, Kind.SKILL, "1.1.0")))).isEqualTo(ProblemCode.DISK_FULL);
        host.store.refuseNatives(false);
        assertThat(host.contents.digests()).hasSize(1);
        assertThat(host.store.journal().open()).isEmpty();
        assertThat(host.view(SKILLS).version()).isEqualTo("1.0.0");
        assertThat(found("default")).containsExactly(SKILLS);
    }

    @Test
    @DisplayName(
            "LIFE-90, LIFE-S27: an undo that fails is rollback-incomplete with what is left, and the next boot repairs it")
    void undoFails() {
        host.run(host.install(of(SKILLS, Kind.SKILL, "1.0.0")));
        // The last transaction of the update takes what the old content brought, and the undo what the new one did.
        host.store.refuseNativeDeletes(true);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.run(host.update(of(SKILLS, Kind.SKILL, "1.1.0"))))
                .satisfies(thrown -> {
                    Problem problem = thrown.problem();
                    assertThat(problem.code()).isEqualTo(ProblemCode.ROLLBACK_INCOMPLETE);
                    assertThat(problem.facts().toString())
                            .contains("\"rollbackComplete\":false", "what the host holds of its kind");
                    assertThat(problem.causes()).isNotEmpty();
                });
        assertThat(host.view(SKILLS).version()).isEqualTo("1.0.0");
        assertThat(host.store.nativeRows()).hasSize(2);
        assertThat(host.store.journal().open())
                .extracting(JournalEntry::phase)
                .containsExactly(JournalEntry.Phase.FAILED);
        host.store.refuseNativeDeletes(false);
        host.restart();
        assertThat(host.store.nativeRows()).hasSize(1);
        assertThat(host.store.journal().open()).isEmpty();
        assertThat(found("default")).containsExactly(SKILLS);
    }

    @Test
    @DisplayName("LIFE-85, LIFE-87: the journal names each step of an update and of an install")
    void journal() {
        host.run(host.install(of(SKILLS, Kind.SKILL, "1.0.0")));
        host.run(host.update(of(SKILLS, Kind.SKILL, "1.1.0")));
        assertThat(host.store.journalLines())
                .extracting(line -> line.kind() + " " + line.phase())
                .containsExactly(
                        "install MATERIALIZED",
                        "install PREFLIGHTED",
                        "install WRITING",
                        "install FINALIZED",
                        "update MATERIALIZED",
                        "update GRANTED",
                        "update PREFLIGHTED",
                        "update WRITING",
                        "update FINALIZED");
    }

    @Test
    @DisplayName("LIFE-94: what is missing for a live row is made again at the next boot, of the stored package")
    void madeAgain() {
        host.run(host.install(of(SKILLS, Kind.SKILL, "1.0.0")));
        host.store.natives().load().forEach(host.store.natives()::delete);
        host.restart();
        assertThat(host.store.nativeRows()).containsExactly(SKILLS + " skill greet for the platform");
    }
}
