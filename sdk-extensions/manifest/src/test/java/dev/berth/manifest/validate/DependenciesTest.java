/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.Edge;
import dev.berth.manifest.Kind;
import dev.berth.manifest.LiveView;
import dev.berth.manifest.Phase;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonNull;
import dev.berth.sdk.value.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 8: dependencies as declared. */
class DependenciesTest {
    private static final Sample GOOD = Sample.connector();

    private static JsonObject edge(String name, String type, String requirement) {
        return JsonObject.of(
                "packageName", name,
                "edgeType", type,
                "versionConstraint", Map.of("kind", "semver-range", "range", "^1"),
                "requirement", requirement);
    }

    private static final JsonObject MAIL = edge("@acme/mail-connector", "runtime", "required");

    private static Sample edges(Object... rows) {
        return GOOD.with("dependencies", List.of(rows));
    }

    private static List<Edge> read(Sample sample) {
        return sample.validate(Phase.HOST).manifest().orElseThrow().dependencies();
    }

    @Test
    @DisplayName("MAN-120, MAN-121, MAN-132: both forms, defaults, order")
    void forms() {
        assertThat(read(edges(
                        JsonObject.of("capability", "email.send"),
                        edge("@bb/b-connector", "peer", "optional"),
                        edge("@bb/a-agent", "install-time", "required").with("kind", "agent"))))
                .hasToString("[PackageEdge[target=@bb/a-agent, kind=Optional[agent], type=INSTALL_TIME, required=true,"
                        + " constraint=^1], PackageEdge[target=@bb/b-connector, kind=Optional.empty, type=PEER,"
                        + " required=false, constraint=^1], CapabilityEdge[capability=email.send, range=*, min=1,"
                        + " type=RUNTIME, required=true]]");
    }

    @Test
    @DisplayName("MAN-S18, MAN-120 to MAN-125: malformed rows, each with its code")
    void malformed() {
        assertThat(GOOD.with("dependencies", new JsonNull()).host()).containsExactly("E manifest-field-type");
        assertThat(edges(edge("@acme/crm-connector", "runtime", "required")).host())
                .containsExactly("E dependency-self");
        assertThat(edges(MAIL, MAIL).host()).containsExactly("E dependency-duplicate");
        assertThat(edges(Map.of("capability", "a"), Map.of("capability", "a")).host())
                .containsExactly("E dependency-duplicate");
        assertThat(edges(MAIL.with("capability", "a")).host()).containsExactly("E dependency-malformed");
        assertThat(edges(JsonObject.of("edgeType", "runtime")).host()).containsExactly("E dependency-malformed");
        assertThat(edges(7).host()).containsExactly("E dependency-malformed");
        assertThat(edges(JsonObject.of("packageName", "@acme/x-agent")).host())
                .as("three mandatory parts are absent")
                .hasSize(3)
                .allMatch("E dependency-malformed"::equals);
        assertThat(edges(MAIL.with("edgeType", "Runtime")).problem().text()).contains("near \"runtime\"");
        assertThat(edges(MAIL.with("packageName", "mail")).host()).containsExactly("E dependency-malformed");
        assertThat(edges(MAIL.with("kind", "plugin")).host()).containsExactly("E dependency-malformed");
        assertThat(edges(MAIL.with("min", 1)).host()).containsExactly("E dependency-malformed");
        assertThat(edges(MAIL.with("versionConstraint", "^1")).host()).containsExactly("E dependency-malformed");
        assertThat(edges(MAIL.with("versionConstraint", Map.of("kind", "exact", "version", "1")))
                        .host())
                .containsExactly("E dependency-malformed");
        assertThat(edges(MAIL.with("versionConstraint", Map.of("kind", "range")))
                        .host())
                .containsExactly("E dependency-malformed");
        assertThat(edges(MAIL.with("versionConstraint", Map.of("kind", "semver-range", "range", "latest")))
                        .host())
                .containsExactly("E dependency-range-unsupported");
        assertThat(edges(Map.of("capability", "a", "edgeType", "peer")).host())
                .containsExactly("E dependency-malformed");
        for (Object min : List.of(0, -1, 1.5, "1", new JsonNull(), 1e300)) {
            assertThat(edges(JsonObject.of("capability", "a", "min", min)).host())
                    .as(min.toString())
                    .containsExactly("E dependency-malformed");
        }
        assertThat(edges(JsonObject.of("capability", "a", "range", 1)).host())
                .containsExactly("E dependency-malformed");
    }

    private static Sample legacy(Map<String, String> map) {
        return GOOD.with("agentDependencies", map);
    }

    @Test
    @DisplayName("MAN-S19, MAN-128 to MAN-130: both vocabularies")
    void legacyAndCanonical() {
        Sample old = legacy(Map.of("@acme/mail-connector", "^1"));
        assertThat(read(old)).singleElement().satisfies(edge -> {
            assertThat(edge.isBlocking()).isTrue();
            assertThat(((Edge.PackageEdge) edge).kind()).isEmpty();
        });
        assertThat(old.with("dependencies", List.of()).host()).containsExactly("E dependency-legacy-conflict");
        assertThat(old.with("dependencies", List.of(edge("@acme/mail-connector", "runtime", "optional")))
                        .host())
                .containsExactly("E dependency-legacy-conflict");
        assertThat(old.with("dependencies", List.of(edge("@acme/mail-connector", "install-time", "required")))
                        .host())
                .isEmpty();
        assertThat(old.with("connectorDependencies", Map.of("@acme/mail-connector", "^1"))
                        .host())
                .containsExactly("E dependency-duplicate");
        assertThat(legacy(Map.of("mail", "^1")).host()).containsExactly("E dependency-malformed");
        assertThat(legacy(Map.of("@acme/crm-connector", "^1")).host()).containsExactly("E dependency-self");
        assertThat(GOOD.with("agentDependencies", Map.of("@acme/x-agent", 1)).host())
                .containsExactly("E manifest-field-type");
        assertThat(read(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1.0.0-next.1, Exact, 1.0.0-next.1",
        "^1, Range, ^1",
        "git+https://example.com/x.git, GitRef, git+https://example.com/x.git",
        "acme/x#main, GitRef, acme/x#main",
        "'', Range, *",
        "*, Range, *",
    })
    @DisplayName("MAN-S20, MAN-131: how a legacy value is read")
    void legacyValues(String value, String type, String text) {
        Edge.PackageEdge edge =
                (Edge.PackageEdge) read(legacy(Map.of("@acme/x-agent", value))).get(0);
        assertThat(edge.constraint().getClass().getSimpleName()).isEqualTo(type);
        assertThat(edge.constraint()).hasToString(text);
    }

    @Test
    @DisplayName("MAN-S20: tags are refused")
    void legacyTag() {
        assertThat(legacy(Map.of("@acme/x-agent", "latest")).host()).containsExactly("E dependency-range-unsupported");
    }

    private record Host(List<Live> live) implements LiveView {
        @Override
        public Collection<Live> extensions() {
            return live;
        }
    }

    private static final LiveView.Live LIVE_MAIL =
            new LiveView.Live(ExtensionId.of("@acme/mail-connector"), Kind.CONNECTOR, Set.of(), Set.of("mail"));

    @Test
    @DisplayName("MAN-127: a git reference needs its target before")
    void gitRef() {
        Sample git = edges(MAIL.with("versionConstraint", Map.of("kind", "git-ref", "ref", "main")));
        assertThat(git.check()).containsExactly("W dependency-git-ref");
        assertThat(git.host(new Host(List.of()))).containsExactly("E dependency-git-ref");
        assertThat(git.host(new Host(List.of(LIVE_MAIL)))).isEmpty();
    }

    @Test
    @DisplayName("MAN-133: the kind of an edge is the target's")
    void kind() {
        assertThat(edges(MAIL.with("kind", "agent")).check()).containsExactly("W dependency-kind-mismatch");
        assertThat(edges(MAIL.with("kind", "agent")).host(new Host(List.of(LIVE_MAIL))))
                .containsExactly("E dependency-kind-mismatch");
        assertThat(edges(MAIL.with("kind", "connector")).host(new Host(List.of(LIVE_MAIL))))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "MAN-S39, MAN-45: one live extension may have a role; an older revision of the same one does not count")
    void roleClaimed() {
        Sample mail = GOOD.with("roles", List.of("mail"));
        assertThat(mail.host(new Host(List.of(LIVE_MAIL)))).containsExactly("E role-claimed");
        LiveView.Live self =
                new LiveView.Live(ExtensionId.of("@acme/crm-connector"), Kind.CONNECTOR, Set.of(), Set.of("mail"));
        assertThat(mail.host(new Host(List.of(self)))).isEmpty();
        assertThat(mail.host()).isEmpty();
    }

    @Test
    @DisplayName("MAN-50: policy says who may run migrations")
    void migrations() {
        LiveView strict = new LiveView() {
            @Override
            public Collection<Live> extensions() {
                return List.of();
            }

            @Override
            public boolean allowsMigrations() {
                return false;
            }
        };
        assertThat(GOOD.with("migrationsDir", "db").file("db/0001-a.sql", "").host(strict))
                .containsExactly("E migrations-not-allowed");
    }
}
