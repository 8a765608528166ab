/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import static dev.berth.host.resolve.ActivationOrderTest.id;
import static dev.berth.host.resolve.ActivationOrderTest.x;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.fake.Manifests;
import dev.berth.manifest.Edge;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GatesTest {
    private static Gates live(Manifests... live) {
        return new Gates(Stream.of(live).map(GatesTest::row).toList());
    }

    private static LiveRow row(Manifests manifest) {
        return LiveRow.ofPlatform(manifest.make());
    }

    private static Manifests b(String version) {
        return Manifests.of(id("b"), version);
    }

    @Test
    @DisplayName("MAN-S28: archiving or updating the only fitting provider is refused and names the consumer")
    void lastProvider() {
        Manifests old = x("b").provides("mail", "0.9.0");
        Manifests fitting = x("c").provides("mail", "1.2.0");
        Gates gates = live(x("a").capability("mail", "^1", 1), old, fitting);
        assertThat(gates.removalBreaks(row(fitting), "archive"))
                .map(Problem::code)
                .contains(ProblemCode.ARCHIVE_BREAKS_DEPENDENTS);
        assertThat(gates.removalBreaks(row(old), "archive")).isEmpty();
        Manifests two = Manifests.of(id("c"), "2.0.0").provides("mail", "2.0.0");
        Problem refusal = gates.updateBreaks(row(two)).orElseThrow();
        assertThat(refusal.code()).isEqualTo(ProblemCode.UPDATE_BREAKS_DEPENDENTS);
        assertThat(refusal.summary()).contains("@acme/a-connector 1.0.0 needs 1 of the capability \"mail\" ^1");
        Gates spare = live(x("a").capability("mail", "^1", 1), old, fitting, x("d").provides("mail", "1.0.0"));
        assertThat(spare.removalBreaks(row(fitting), "archive")).isEmpty();
        assertThat(spare.updateBreaks(row(two))).isEmpty();
    }

    @Test
    @DisplayName(
            "MAN-S31, MAN-144: an update out of a live dependent's range is refused; peer, open and absent dependents allow it")
    void updateGate() {
        LiveRow two = row(b("2.0.0"));
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
        Gates live = live(b("1.0.0"), x("a").needs(id("b"), "^1").needs(id("absent"), "*"));
        assertThat(live.updateBreaks(row(b("2.0.0")))).isPresent();
        Gates violated = live(b("3.0.0"), x("a").needs(id("b"), "^1"));
        assertThat(violated.updateBreaks(row(b("4.0.0"))))
                .as("violated before and after")
                .isEmpty();
    }

    @Test
    @DisplayName(
            "MAN-145: a named dependency is protected even when violated; an unrelated gap of a consumer protects nothing")
    void removalGate() {
        assertThat(live(b("3.0.0"), x("a").needs(id("b"), "^1")).removalBreaks(row(b("3.0.0")), "archive"))
                .isPresent();
        Manifests consumer = x("a").capability("mail", "^1", 1).needs(id("absent"), "*");
        Manifests c = x("c").provides("mail", "1.0.0");
        assertThat(live(consumer, c, x("d").provides("mail", "1.0.0")).removalBreaks(row(c), "archive"))
                .isEmpty();
        assertThat(live(consumer, c).removalBreaks(row(c), "archive")).isPresent();
    }

    @Test
    @DisplayName("MAN-140, MAN-144, MAN-145: only those who resolve to this very row protect it")
    void veryRow() {
        LiveRow platform = row(b("1.0.0"));
        LiveRow own = new LiveRow(b("1.0.0").make(), Optional.of("A"));
        LiveRow next = row(b("2.0.0"));
        LiveRow ofA = new LiveRow(x("a").needs(id("b"), "^1").make(), Optional.of("A"));
        LiveRow ofB = new LiveRow(x("a").needs(id("b"), "^1").make(), Optional.of("B"));
        assertThat(new Gates(List.of(platform, own, ofA)).updateBreaks(next)).isEmpty();
        assertThat(new Gates(List.of(platform, own, ofA)).removalBreaks(platform, "archive"))
                .isEmpty();
        assertThat(new Gates(List.of(platform, own, ofA)).removalBreaks(own, "archive"))
                .isPresent();
        assertThat(new Gates(List.of(platform, own, ofB)).updateBreaks(next)).isPresent();
        assertThat(new Gates(List.of(platform, own, ofB)).removalBreaks(own, "archive"))
                .isEmpty();
    }

    @Test
    @DisplayName("MAN-143, MAN-149: what comes in is judged with its edges, and must not close a circle for anybody")
    void entering() {
        assertThat(live().entering(row(x("a").needs(id("b"), "^1")), "It was not installed."))
                .singleElement()
                .satisfies(problem -> assertThat(problem.summary()).endsWith("It was not installed."));
        Gates half = live(x("a").needs(id("b"), "*"), x("d"));
        assertThat(half.entering(row(x("b").needs(id("a"), "*")), "It was not installed."))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.REQUIREMENT_CYCLE);
        Gates soft = live(
                x("a").capability("mail", "^1", 1),
                x("b").provides("mail", "1.0.0").needs(id("a"), "*"),
                x("c").provides("mail", "1.0.0"));
        assertThat(soft.entering(row(Manifests.of(id("c"), "2.0.0")), "It was not updated."))
                .as("without its capability the edge of a is hard")
                .extracting(Problem::code)
                .containsExactly(ProblemCode.REQUIREMENT_CYCLE);
    }

    @Test
    @DisplayName("MAN-148: taking the provider away that kept an edge soft is warned of")
    void removalCloses() {
        Gates soft = live(
                x("a").capability("mail", "^1", 1),
                x("b").provides("mail", "1.0.0").needs(id("a"), "*"),
                x("c").provides("mail", "1.0.0"));
        LiveRow c = row(x("c").provides("mail", "1.0.0"));
        assertThat(soft.removalBreaks(c, "archive")).isEmpty();
        Problem warning = soft.removalCloses(c).orElseThrow();
        assertThat(warning.severity()).isEqualTo(Severity.WARNING);
        assertThat(warning.summary()).contains(id("a") + " -> " + id("b") + " -> " + id("a"));
        assertThat(live(x("a"), x("c")).removalCloses(row(x("c")))).isEmpty();
    }

    @Test
    @DisplayName("MAN-150: a plan reports the edges that it makes the host order without, and no others")
    void cyclesBroken() {
        Gates live = live(
                x("a").edge(id("b"), "*", Edge.Type.RUNTIME, false),
                x("b").needs(id("a"), "*"),
                x("c").edge(id("d"), "*", Edge.Type.RUNTIME, false));
        assertThat(live.cyclesBroken(row(x("d").needs(id("c"), "*"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.subject()).isEqualTo(id("c")));
        assertThat(live.cyclesBroken(row(x("e").needs(id("c"), "*")))).isEmpty();
    }
}
