/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import static dev.berth.host.resolve.ActivationOrderTest.id;
import static dev.berth.host.resolve.ActivationOrderTest.x;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.fake.Manifests;
import dev.berth.manifest.Edge;
import dev.berth.manifest.Edge.CapabilityEdge;
import dev.berth.manifest.Edge.Constraint;
import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.Kind;
import dev.berth.manifest.VersionRange;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolverTest {
    private static Resolver live(Manifests... live) {
        return Resolver.of(Stream.of(live).map(Manifests::make).toList());
    }

    private static Manifests b(String version) {
        return Manifests.of(id("b"), version);
    }

    private static ProblemCode only(Stream<Problem> problems) {
        return problems.reduce((one, other) -> {
                    throw new AssertionError(one + "\n" + other);
                })
                .orElseThrow()
                .code();
    }

    @ParameterizedTest(name = "{0}: {1}, required {2} -> blocking {3}")
    @DisplayName("MAN-S17: the predicates of MAN-135 to MAN-138")
    @CsvSource({
        "MAN-135, RUNTIME, true, true", "MAN-135, RUNTIME, false, false",
        "MAN-136, INSTALL_TIME, true, true", "MAN-136, INSTALL_TIME, false, false",
        "MAN-137, PEER, true, false", "MAN-137, PEER, false, false"
    })
    void blocking(String rule, Edge.Type type, boolean required, boolean blocking) {
        ExtensionManifest dependent = x("a").edge(id("b"), "^1", type, required).make();
        assertThat(dependent.dependencies().get(0).isBlocking()).as(rule).isEqualTo(blocking);
        assertThat(live().unmet(dependent)).hasSize(blocking ? 1 : 0);
        if (type != Edge.Type.PEER) {
            ExtensionManifest capable = x("a").edge(new CapabilityEdge(
                            "mail", VersionRange.dependency("*").orElseThrow(), 1, type, required))
                    .make();
            assertThat(live().unmet(capable)).as("MAN-138").hasSize(blocking ? 1 : 0);
        }
    }

    @Test
    @DisplayName("MAN-S22: a required dependency that is not live is missing; peer and optional are not")
    void missing() {
        ExtensionManifest dependent = x("a").needs(id("b"), "^1")
                .edge(id("c"), "*", Edge.Type.PEER, true)
                .edge(id("d"), "*", Edge.Type.RUNTIME, false)
                .make();
        assertThat(only(live(x("c")).unmet(dependent).stream())).isEqualTo(ProblemCode.REQUIREMENT_UNMET);
        Problem problem = live(Manifests.of("@acme/bb-connector", "1.0.0"))
                .unmet(dependent)
                .get(0);
        assertThat(problem.text())
                .contains("Did you mean \"@acme/bb-connector\"?")
                .contains("berth install @acme/b-connector");
    }

    @Test
    @DisplayName("MAN-S24, MAN-142: present out of range refuses the install; optional edges are judged by presence")
    void rangeViolated() {
        ExtensionManifest dependent = x("a").needs(id("b"), "^1").make();
        assertThat(only(live(b("2.0.0")).unmet(dependent).stream())).isEqualTo(ProblemCode.RANGE_VIOLATED);
        assertThat(live(b("1.9.0")).unmet(dependent)).isEmpty();
        ExtensionManifest optional =
                x("a").edge(id("b"), "^1", Edge.Type.RUNTIME, false).make();
        Edge edge = optional.dependencies().get(0);
        assertThat(live(b("2.0.0")).isMet(optional, edge)).isTrue();
        assertThat(live().isMet(optional, edge)).isFalse();
        ExtensionManifest git = x("a").edge(new PackageEdge(
                        ExtensionId.of(id("b")),
                        Optional.empty(),
                        Edge.Type.RUNTIME,
                        true,
                        new Constraint.GitRef("main")))
                .make();
        assertThat(live(b("2.0.0-rc.1")).unmet(git)).as("MAN-127").isEmpty();
        assertThat(live().unmet(git)).hasSize(1);
    }

    @Test
    @DisplayName("MAN-S27: a capability is met by a provider in range; without one the others are named")
    void capability() {
        ExtensionManifest consumer = x("a").capability("email-send", "^1", 1).make();
        Manifests old = x("b").provides("email-send", "0.9.0");
        Manifests fitting = x("c").provides("email-send", "1.2.0");
        assertThat(live(old, fitting).unmet(consumer)).isEmpty();
        Problem unmet = live(old).unmet(consumer).get(0);
        assertThat(unmet.code()).isEqualTo(ProblemCode.REQUIREMENT_UNMET);
        assertThat(unmet.summary()).contains("found 0 (@acme/b-connector provides 0.9.0)");
        assertThat(live(fitting).unmet(x("a").capability("email-send", "^1", 2).make()))
                .hasSize(1);
    }

    @Test
    @DisplayName("MAN-S30: own provides never cover an own capability edge")
    void ownProvides() {
        Manifests self = x("a").provides("mail", "1.0.0").capability("mail", "^1", 1);
        assertThat(only(live(self).unmet(self.make()).stream())).isEqualTo(ProblemCode.REQUIREMENT_UNMET);
    }

    @Test
    @DisplayName("MAN-127: a git reference asks for presence; absent, it cannot be fetched and is refused as such")
    void gitReference() {
        PackageEdge git = new PackageEdge(
                ExtensionId.of(id("b")), Optional.empty(), Edge.Type.RUNTIME, true, new Constraint.GitRef("main"));
        ExtensionManifest dependent = x("a").edge(git).make();
        assertThat(only(live().unmet(dependent).stream())).isEqualTo(ProblemCode.DEPENDENCY_GIT_REF);
        assertThat(live(b("0.0.1-rc.1")).unmet(dependent)).isEmpty();
    }

    @Test
    @DisplayName("MAN-133: a blocking edge that names another kind than its target has is not met")
    void kind() {
        PackageEdge edge = new PackageEdge(
                ExtensionId.of(id("b")),
                Optional.of(Kind.AGENT),
                Edge.Type.RUNTIME,
                true,
                new Constraint.Range(VersionRange.open()));
        ExtensionManifest dependent = x("a").edge(edge).make();
        Problem problem = live(b("1.0.0")).unmet(dependent).get(0);
        assertThat(problem.code()).isEqualTo(ProblemCode.DEPENDENCY_KIND_MISMATCH);
        assertThat(problem.summary()).contains("of the kind agent; it is of the kind connector.");
        assertThat(live(b("1.0.0").kind(Kind.AGENT)).unmet(dependent)).isEmpty();
    }

    @Test
    @DisplayName("MAN-146: what is there and does not run meets install-time edges, not runtime edges, and is named")
    void idle() {
        ExtensionManifest runtime = x("a").needs(id("b"), "^1").make();
        ExtensionManifest installTime =
                x("a").edge(id("b"), "^1", Edge.Type.INSTALL_TIME, true).make();
        ExtensionManifest capable = x("a").capability("mail", "^1", 1).make();
        Resolver idle = live(b("1.0.0").provides("mail", "1.0.0")).whereIdle(Set.of(ExtensionId.of(id("b"))));
        assertThat(idle.unmet(installTime)).isEmpty();
        assertThat(idle.unmet(runtime).get(0).summary())
                .contains("needs @acme/b-connector ^1; 1.0.0 is installed and does not run");
        assertThat(only(idle.unmet(capable).stream())).isEqualTo(ProblemCode.REQUIREMENT_UNMET);
        assertThat(idle.waitsFor(runtime, runtime.dependencies().get(0))).containsExactly(ExtensionId.of(id("b")));
        assertThat(idle.waitsFor(capable, capable.dependencies().get(0))).containsExactly(ExtensionId.of(id("b")));
    }

    @Test
    @DisplayName(
            "MAN-S22, MAN-S24, MAN-141: the closure lists what is missing, by kind of edge, and a violated range apart")
    void closure() {
        ExtensionManifest root = x("a").needs(id("b"), "^1")
                .edge(id("p"), "*", Edge.Type.PEER, true)
                .edge(id("o"), "*", Edge.Type.RUNTIME, false)
                .make();
        ClosureReport fine = live(b("1.0.0")).closure(root);
        assertThat(fine.ok()).isTrue();
        assertThat(fine.missingPeer()).hasSize(1);
        assertThat(fine.missingOptional()).hasSize(1);
        assertThat(live().closure(root).ok()).isFalse();
        ClosureReport violated =
                live(b("2.0.0").needs(id("c"), "*").needs(id("a"), "*")).closure(root);
        assertThat(violated.rangeViolations())
                .singleElement()
                .satisfies(gap -> assertThat(gap.dependent()).isEqualTo(root));
        assertThat(violated.missingRequired())
                .as("of what it requires")
                .singleElement()
                .satisfies(gap -> assertThat(gap.dependent().id().value()).isEqualTo(id("b")));
        assertThat(live(b("2.0.0")).closure(root).ok()).isTrue();
    }

    @Test
    @DisplayName("MAN-S23, MAN-140: an organisation sees its own row, else the platform's, and never another's")
    void organisations() {
        ExtensionManifest dependent = x("a").needs(id("b"), "^1").make();
        LiveRow ofA = new LiveRow(b("1.0.0").make(), Optional.of("A"));
        LiveRow platform = LiveRow.ofPlatform(b("1.0.0").make());
        LiveRow newerOfB = new LiveRow(b("2.0.0").make(), Optional.of("B"));
        assertThat(Resolver.seenBy(List.of(ofA), Optional.of("B")).unmet(dependent))
                .hasSize(1);
        assertThat(Resolver.seenBy(List.of(ofA), Optional.empty()).unmet(dependent))
                .hasSize(1);
        assertThat(Resolver.seenBy(List.of(ofA), Optional.of("A")).unmet(dependent))
                .isEmpty();
        assertThat(Resolver.seenBy(List.of(platform), Optional.of("B")).unmet(dependent))
                .isEmpty();
        for (List<LiveRow> rows : List.of(List.of(platform, newerOfB), List.of(newerOfB, platform))) {
            assertThat(only(Resolver.seenBy(rows, Optional.of("B")).unmet(dependent).stream()))
                    .as("its own row hides the platform's")
                    .isEqualTo(ProblemCode.RANGE_VIOLATED);
            assertThat(Resolver.seenBy(rows, Optional.empty()).unmet(dependent)).isEmpty();
        }
    }

    @Test
    @DisplayName("GATE-168: of many providers out of range five are named; a mistyped capability is asked about")
    void nearProviders() {
        Manifests[] old = IntStream.range(0, 8)
                .mapToObj(i -> x("p" + i).provides("email-send", "0.9.0"))
                .toArray(Manifests[]::new);
        String summary = live(old)
                .unmet(x("a").capability("email-send", "^1", 1).make())
                .get(0)
                .summary();
        assertThat(summary)
                .contains("@acme/p4-connector provides 0.9.0 and 3 more")
                .doesNotContain("p5");
        assertThat(live(old)
                        .unmet(x("a").capability("emial-send", "^1", 1).make())
                        .get(0)
                        .summary())
                .contains("Did you mean \"email-send\"?");
    }
}
