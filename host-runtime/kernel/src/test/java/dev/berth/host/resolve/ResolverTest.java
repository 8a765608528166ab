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
import dev.berth.manifest.VersionRange;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.Optional;
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
                .contains("Did you mean @acme/bb-connector?")
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
    @DisplayName("MAN-S28: archiving or updating the only fitting provider is refused and names the consumer")
    void lastProvider() {
        Resolver live = live(
                x("a").capability("mail", "^1", 1), x("b").provides("mail", "0.9.0"), x("c").provides("mail", "1.2.0"));
        ExtensionId c = ExtensionId.of(id("c"));
        assertThat(only(live.removalBreaks(c, "archive").stream())).isEqualTo(ProblemCode.ARCHIVE_BREAKS_DEPENDENTS);
        assertThat(live.removalBreaks(ExtensionId.of(id("b")), "archive")).isEmpty();
        ExtensionManifest two =
                Manifests.of(id("c"), "2.0.0").provides("mail", "2.0.0").make();
        Problem refusal = live.updateBreaks(two).orElseThrow();
        assertThat(refusal.code()).isEqualTo(ProblemCode.UPDATE_BREAKS_DEPENDENTS);
        assertThat(refusal.summary()).contains("@acme/a-connector 1.0.0 needs 1 of the capability \"mail\" ^1");
        assertThat(live.with(x("d").provides("mail", "1.0.0").make()).removalBreaks(c, "archive"))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "MAN-S31, MAN-144: an update out of a live dependent's range is refused; peer, open and absent dependents allow it")
    void updateGate() {
        ExtensionManifest two = b("2.0.0").make();
        assertThat(live(b("1.0.0"), x("a").needs(id("b"), "^1")).updateBreaks(two))
                .isPresent();
        assertThat(live(b("1.0.0")).updateBreaks(two))
                .as("the dependent is archived")
                .isEmpty();
        assertThat(live(b("1.0.0"), x("a").edge(id("b"), "^1", Edge.Type.PEER, true))
                        .updateBreaks(two))
                .isEmpty();
        assertThat(live(b("1.0.0"), x("a").needs(id("b"), "*")).updateBreaks(two))
                .isEmpty();
    }

    @Test
    @DisplayName("MAN-144: each edge is judged for itself; that a dependent lacks something else excuses nothing")
    void edgeByEdge() {
        Resolver live = live(b("1.0.0"), x("a").needs(id("b"), "^1").needs(id("absent"), "*"));
        assertThat(live.updateBreaks(b("2.0.0").make())).isPresent();
        Resolver violated = live(b("3.0.0"), x("a").needs(id("b"), "^1"));
        assertThat(violated.updateBreaks(b("4.0.0").make()))
                .as("violated before and after")
                .isEmpty();
    }

    @Test
    @DisplayName(
            "MAN-145: a named dependency is protected even when violated; an unrelated gap of a consumer protects nothing")
    void removalGate() {
        assertThat(live(b("3.0.0"), x("a").needs(id("b"), "^1")).removalBreaks(ExtensionId.of(id("b")), "archive"))
                .isPresent();
        Resolver live = live(
                x("a").capability("mail", "^1", 1).needs(id("absent"), "*"),
                x("c").provides("mail", "1.0.0"),
                x("d").provides("mail", "1.0.0"));
        assertThat(live.removalBreaks(ExtensionId.of(id("c")), "archive")).isEmpty();
        assertThat(live.without(ExtensionId.of(id("d"))).removalBreaks(ExtensionId.of(id("c")), "archive"))
                .isPresent();
    }
}
