/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.fixtures.ExtensionPackage;
import dev.berth.fixtures.GoodPayloads;
import dev.berth.host.DiscoveredView;
import dev.berth.host.ExtensionDetail.HeldView;
import dev.berth.host.lifecycle.Command;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real packages of the kinds without code: what a host holds of them, and shows (LIFE-94, LIFE-130). */
final class KindsIT {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES = Set.of(ProblemCode.ORGANIZATION_REQUIRED);

    private static final ExtensionId ARTIFACT = ExtensionId.of("@acme/report-artifact");

    @TempDir
    Path temp;

    private static ExtensionPackage of(String id, String version, String kind) {
        return ExtensionPackage.of(id, version, kind).block("sdkAbiRange", "\"^2.2\"");
    }

    private static ExtensionPackage artifact(String version, String form) {
        return of(ARTIFACT.value(), version, "artifact")
                .block("artifact", "{\"accepts\": {\"file\": {\"mimeTypes\": [\"" + form + "\"]}}}");
    }

    private Path workflow() {
        return of("@acme/release-workflow", "1.0.0", "workflow")
                .block("workflowVersion", "1")
                .file("berth/workflow.bpmn", GoodPayloads.BPMN)
                .writeTo(temp);
    }

    private static List<String> held(DiscoveredView discovered) {
        return discovered.extensions().stream()
                .flatMap(found -> found.holds().stream().map(held -> found.kind() + ": " + held.part()))
                .toList();
    }

    @Test
    @DisplayName(
            "LIFE-94, LIFE-130: flow, skill, type and template come with install, outlive a restart, follow an update and go")
    void kinds() {
        Path home = temp.resolve("home");
        try (TestHost host = TestHost.start(home)) {
            host.install(of("@acme/greet-agent", "1.0.0", "agent")
                    .file("berth/oas.json", GoodPayloads.OAS)
                    .writeTo(temp));
            host.install(artifact("1.0.0", "text/plain").writeTo(temp));
            host.install(workflow());
            host.install(Samples.NOTES);
        }
        try (TestHost host = TestHost.start(home)) {
            DiscoveredView discovered = host.runtime().views().discovered(Optional.of("default"));
            assertThat(discovered.problems()).isEmpty();
            assertThat(held(discovered))
                    .containsSubsequence("agent: flow", "artifact: type", "skill: skill", "workflow: template");
            host.update(artifact("1.1.0", "text/csv").writeTo(temp));
            List<HeldView> type = host.runtime().extension(ARTIFACT).holds();
            assertThat(type).hasSize(1);
            assertThat(type.get(0).content().toString())
                    .contains("text/csv", "\"matcherConfidenceThreshold\":0.7")
                    .doesNotContain("text/plain");
            host.apply(new Command.Archive(ARTIFACT));
            assertThat(held(host.runtime().views().discovered(Optional.of("default"))))
                    .doesNotContain("artifact: type");
            host.apply(new Command.Uninstall(ARTIFACT));
            assertThat(host.runtime().extensions()).noneMatch(view -> view.id().equals(ARTIFACT.value()));
        }
    }

    @Test
    @DisplayName("LIFE-94, GATE-172: on a host of several organisations a workflow is installed for one")
    void nobodysWorkflow() {
        Path home = temp.resolve("home");
        try (TestHost host = TestHost.start(home, builder -> builder.multiTenant(true))) {
            Path file = workflow();
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> host.install(file))
                    .satisfies(thrown -> Golden.judge(ProblemCode.ORGANIZATION_REQUIRED, thrown.problems(), home));
        }
    }
}
