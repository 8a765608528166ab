/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.fake.Manifests;
import dev.berth.manifest.Edge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ActivationOrderTest {
    static Manifests x(String name) {
        return Manifests.of("@acme/" + name + "-connector", "1.0.0");
    }

    static String id(String name) {
        return "@acme/" + name + "-connector";
    }

    static ActivationOrder order(Manifests... set) {
        return ActivationOrder.of(Stream.of(set).map(Manifests::make).toList());
    }

    static List<String> ready(ActivationOrder order) {
        return order.resolutions().stream()
                .filter(Resolution.Ready.class::isInstance)
                .map(resolution -> resolution.manifest().id().name().replace("-connector", ""))
                .toList();
    }

    static List<Problem> cyclic(ActivationOrder order) {
        return order.resolutions().stream()
                .filter(Resolution.Cyclic.class::isInstance)
                .map(resolution -> ((Resolution.Cyclic) resolution).problem())
                .toList();
    }

    @Test
    @DisplayName("MAN-147: dependencies first, ties by id, over edges that are not peer")
    void dependenciesFirst() {
        ActivationOrder order = order(
                x("a").needs(id("c"), "*").edge(id("d"), "*", Edge.Type.PEER, true),
                x("b"),
                x("c").edge(id("d"), "*", Edge.Type.INSTALL_TIME, true),
                x("d").edge(id("a"), "*", Edge.Type.PEER, true),
                x("e").needs(id("absent"), "*"));
        assertThat(ready(order)).containsExactly("b", "d", "c", "a", "e");
        assertThat(order.warnings()).isEmpty();
    }

    @Test
    @DisplayName("MAN-S25, MAN-149: a cycle of required edges is refused with its path; others activate")
    void hardCycle() {
        ActivationOrder order = order(
                x("b").needs(id("c"), "*"),
                x("c").needs(id("a"), "*"),
                x("a").needs(id("b"), "*"),
                x("d"),
                x("e").edge(id("a"), "*", Edge.Type.RUNTIME, false));
        assertThat(ready(order)).containsExactly("d", "e");
        assertThat(cyclic(order)).hasSize(3).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.REQUIREMENT_CYCLE);
            assertThat(problem.summary()).contains(id("a") + " -> " + id("b") + " -> " + id("c") + " -> " + id("a"));
        });
    }

    @Test
    @DisplayName("MAN-S26, MAN-150: the same cycle with one optional edge activates, and the broken edge is reported")
    void optionalEdgeBreaks() {
        ActivationOrder order = order(
                x("a").needs(id("b"), "*"),
                x("b").edge(id("c"), "*", Edge.Type.RUNTIME, false),
                x("c").needs(id("a"), "*"));
        assertThat(ready(order)).containsExactly("b", "a", "c");
        assertThat(order.warnings()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.REQUIREMENT_CYCLE_BROKEN);
            assertThat(problem.subject()).isEqualTo(id("b"));
            assertThat(problem.isError()).isFalse();
        });
    }

    @Test
    @DisplayName("MAN-150: optional edges go first, then install-time edges, then soft ones")
    void lightestFirst() {
        ActivationOrder both = order(
                x("a").edge(id("b"), "*", Edge.Type.INSTALL_TIME, true),
                x("b").edge(id("a"), "*", Edge.Type.RUNTIME, false));
        assertThat(ready(both)).containsExactly("b", "a");
        ActivationOrder installTime =
                order(x("a").edge(id("b"), "*", Edge.Type.INSTALL_TIME, true), x("b").needs(id("a"), "*"));
        assertThat(ready(installTime)).containsExactly("a", "b");
        ActivationOrder soft = order(
                x("a").capability("mail", "^1", 1),
                x("b").provides("mail", "1.0.0").edge(id("a"), "*", Edge.Type.INSTALL_TIME, true),
                x("c").provides("mail", "1.1.0"));
        assertThat(ready(soft))
                .as("the install-time edge of b goes, the soft ones of a order")
                .containsExactly("b", "c", "a");
    }

    @Test
    @DisplayName(
            "MAN-S29, MAN-148: with more providers than min the edge is soft; with exactly min the cycle is refused")
    void softEdges() {
        Manifests consumer = x("a").capability("mail", "^1", 1);
        Manifests requiring = x("b").provides("mail", "1.0.0").needs(id("a"), "*");
        ActivationOrder two = order(consumer, requiring, x("c").provides("mail", "1.2.0"));
        assertThat(ready(two)).containsExactly("c", "a", "b");
        assertThat(two.warnings())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.REQUIREMENT_CYCLE_BROKEN));
        ActivationOrder one = order(consumer, requiring, x("c").provides("mail", "2.0.0"));
        assertThat(ready(one)).containsExactly("c");
        assertThat(cyclic(one)).hasSize(2);
    }

    @Test
    @DisplayName("MAN-148: a provider that is live outside the set counts, so that its cycle is soft")
    void providersOutsideTheSet() {
        List<ExtensionManifest> set = List.of(
                x("a").capability("mail", "^1", 1).make(),
                x("b").provides("mail", "1.0.0").needs(id("a"), "*").make());
        List<ExtensionManifest> live = List.of(x("c").provides("mail", "1.2.0").make());
        assertThat(cyclic(ActivationOrder.of(set))).hasSize(2);
        assertThat(ready(ActivationOrder.of(set, live))).containsExactly("a", "b");
    }

    @Test
    @DisplayName("MAN-124: own provides and an edge to oneself never order")
    void oneself() {
        assertThat(ready(order(
                        x("a").needs(id("a"), "*").provides("mail", "1.0.0").capability("mail", "*", 1))))
                .containsExactly("a");
    }

    @Test
    @DisplayName("MAN-148: an edge that lacks providers is not hard, so that only its owner is refused, as unmet")
    void belowMin() {
        ActivationOrder order = order(
                x("a").capability("mail", "^1", 2),
                x("b").provides("mail", "1.0.0").needs(id("a"), "*"));
        assertThat(cyclic(order)).isEmpty();
        assertThat(ready(order)).containsExactly("a", "b");
    }

    @Test
    @DisplayName("MAN-147: a package edge and a capability edge between the same two are one, of the heavier kind")
    void parallelEdges() {
        ActivationOrder order = order(
                x("a").edge(id("b"), "*", Edge.Type.RUNTIME, false).capability("mail", "^1", 1),
                x("b").provides("mail", "1.0.0").needs(id("a"), "*"),
                x("c").provides("mail", "1.0.0"));
        assertThat(order.warnings()).hasSize(1);
        assertThat(ready(order)).containsExactly("c", "a", "b");
    }

    @Test
    @DisplayName("MAN-147: an extension whose stored edges cannot be read is ordered as it was found, with a warning")
    void unreadableEdges() {
        ExtensionManifest unreadable = new ManifestValidator()
                .reread("{\"name\": \"@acme/a-connector\", \"version\": \"1.0.0\", \"berth\": {\"apiVersion\":"
                        + " \"berth.dev/v1\", \"kind\": \"connector\", \"dependencies\": [{\"dataSet\": 1}]}}")
                .orElseThrow();
        ActivationOrder order = ActivationOrder.of(
                List.of(x("b").make(), unreadable, x("0").needs(id("b"), "*").make()));
        assertThat(ready(order)).containsExactly("a", "b", "0");
        assertThat(order.warnings()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.ORDER_BEST_EFFORT);
            assertThat(problem.subject()).isEqualTo("@acme/a-connector 1.0.0");
        });
    }
}
