/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Origin;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Scope;
import dev.berth.host.extension.Status;
import dev.berth.host.extension.Tier;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.Kind;
import dev.berth.manifest.SemVer;
import dev.berth.manifest.VersionRange;
import dev.berth.manifest.discovery.KindReader;
import dev.berth.manifest.discovery.Viewer;
import dev.berth.sdk.value.ExtensionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class DiscoveryTest {
    private static final Viewer VIEWER = new Viewer(Optional.empty(), "acme");

    /** A reader that shows what a function of the live ids says. */
    private record Fake(
            Kind kind, List<Viewer> viewers, List<String> seen, Function<Set<ExtensionId>, Set<ExtensionId>> answer)
            implements KindReader {
        Fake(Kind kind, Function<Set<ExtensionId>, Set<ExtensionId>> answer) {
            this(kind, new ArrayList<>(), new ArrayList<>(), answer);
        }

        @Override
        public Set<ExtensionId> read(List<ExtensionManifest> live, Viewer viewer) {
            viewers.add(viewer);
            live.forEach(manifest -> seen.add(manifest.id().toString()));
            return answer.apply(live.stream().map(ExtensionManifest::id).collect(Collectors.toSet()));
        }
    }

    private static InstalledExtension installed(String id, Kind kind, Status status) {
        ExtensionManifest manifest = new ExtensionManifest(
                ExtensionId.of(id),
                SemVer.parse("1.0.0").orElseThrow(),
                kind,
                "",
                Optional.empty(),
                Optional.empty(),
                VersionRange.open(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                "{}");
        Revision revision = new Revision(manifest, 1, "", "", Tier.UNSIGNED, new Origin.File("a.jar"), Instant.EPOCH);
        return InstalledExtension.of(revision, Scope.PLATFORM, status);
    }

    private static Discovered discover(List<KindReader> readers, InstalledExtension... installed) {
        return new Discovery(readers).discover(Arrays.asList(installed), VIEWER);
    }

    private static List<String> ids(Discovered discovered) {
        return discovered.present().stream()
                .map(manifest -> manifest.id().toString())
                .toList();
    }

    private static List<String> codes(Discovered discovered) {
        return discovered.problems().stream()
                .map(problem -> problem.code().toString())
                .toList();
    }

    @Test
    @DisplayName("GATE-80, GATE-81, GATE-84, GATE-85: active and locked are shown, archived is not")
    void status() {
        Fake all = new Fake(Kind.AGENT, live -> live);
        Discovered found = discover(
                List.of(all),
                installed("@ab/c-agent", Kind.AGENT, Status.LOCKED),
                installed("@ab/b-agent", Kind.AGENT, Status.ARCHIVED),
                installed("@ab/a-agent", Kind.AGENT, Status.ACTIVE));
        assertThat(ids(found)).containsExactly("@ab/a-agent", "@ab/c-agent");
        assertThat(found.problems()).isEmpty();
        assertThat(ids(discover(List.of(all), installed("@ab/a-agent", Kind.AGENT, Status.ARCHIVED))))
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-86: what the reader leaves out is absent, and no problem")
    void leftOut() {
        Discovered found = discover(
                List.of(new Fake(Kind.AGENT, live -> Set.of())), installed("@ab/a-agent", Kind.AGENT, Status.ACTIVE));
        assertThat(found.present()).isEmpty();
        assertThat(found.problems()).isEmpty();
    }

    @Test
    @DisplayName("GATE-82, GATE-87, GATE-90: what a reader adds by itself is absent and recorded")
    void added() {
        Fake union = new Fake(Kind.AGENT, live -> {
            Set<ExtensionId> both = new HashSet<>(live);
            both.add(ExtensionId.of("@ab/orphan-agent"));
            return both;
        });
        Discovered found = discover(
                List.of(union),
                installed("@ab/a-agent", Kind.AGENT, Status.ACTIVE),
                installed("@ab/orphan-agent", Kind.AGENT, Status.ARCHIVED));
        assertThat(ids(found)).containsExactly("@ab/a-agent");
        assertThat(codes(found)).containsExactly("discovery-contract");
        assertThat(found.problems().get(0).summary()).contains("@ab/orphan-agent");
        assertThat(found.problems().get(0).isError()).isTrue();
    }

    @Test
    @DisplayName(
            "GATE-88, LIFE-132, LIFE-S38: a kind without a reader is empty, which is recorded; other kinds are whole")
    void missing() {
        Discovered found = discover(
                List.of(new Fake(Kind.AGENT, live -> live)),
                installed("@ab/a-agent", Kind.AGENT, Status.ACTIVE),
                installed("@ab/a-workflow", Kind.WORKFLOW, Status.ACTIVE));
        assertThat(ids(found)).containsExactly("@ab/a-agent");
        assertThat(codes(found)).containsExactly("reader-missing");
    }

    @Test
    @DisplayName(
            "GATE-89, LIFE-133, LIFE-S38: the kind of a reader that throws is empty, which is recorded; other kinds are whole")
    void failed() {
        Fake broken = new Fake(Kind.AGENT, live -> {
            throw new IllegalStateException("the engine is down");
        });
        Discovered found = discover(
                List.of(broken, new Fake(Kind.WORKFLOW, live -> live)),
                installed("@ab/a-agent", Kind.AGENT, Status.ACTIVE),
                installed("@ab/a-workflow", Kind.WORKFLOW, Status.ACTIVE));
        assertThat(ids(found)).containsExactly("@ab/a-workflow");
        assertThat(codes(found)).containsExactly("reader-failed");
        assertThat(found.problems().get(0).summary()).doesNotContain("engine is down");
    }

    @Test
    @DisplayName("GATE-90, LIFE-131: a reader gets the viewer as it is, and manifests of its own kind only")
    void arguments() {
        Fake agents = new Fake(Kind.AGENT, live -> live);
        discover(
                List.of(agents, new Fake(Kind.SKILL, live -> live)),
                installed("@ab/a-agent", Kind.AGENT, Status.ACTIVE),
                installed("@ab/a-skill", Kind.SKILL, Status.ACTIVE));
        assertThat(agents.viewers()).containsExactly(VIEWER);
        assertThat(agents.seen()).containsExactly("@ab/a-agent");
        assertThatThrownBy(() -> new Discovery(List.of(agents, agents))).isInstanceOf(IllegalArgumentException.class);
    }
}
