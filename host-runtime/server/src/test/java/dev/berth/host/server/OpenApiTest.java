/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document says what the table does. */
class OpenApiTest {
    @Test
    void namesTheRoutesAndRefersToWhatItDefines(@TempDir Path folder) throws Exception {
        try (Served served = Served.in(folder)) {
            JsonObject document = Served.json(served.get("/api/openapi.json"));

            assertThat(document.string("openapi")).contains("3.1.0");
            assertThat(routes(document))
                    .containsExactlyInAnyOrder(
                            "GET /health",
                            "GET /api/status",
                            "GET /api/policy",
                            "GET /api/extensions",
                            "GET /api/discovered",
                            "GET /api/extensions/@{scope}/{name}",
                            "GET /api/extensions/@{scope}/{name}/why",
                            "GET /api/extensions/@{scope}/{name}/settings",
                            "GET /api/extensions/@{scope}/{name}/settings/{key}",
                            "PUT /api/extensions/@{scope}/{name}/settings/{key}",
                            "DELETE /api/extensions/@{scope}/{name}/settings/{key}",
                            "GET /api/extensions/@{scope}/{name}/config",
                            "PUT /api/extensions/@{scope}/{name}/config",
                            "GET /api/extensions/@{scope}/{name}/trust",
                            "GET /api/trust/keys",
                            "POST /api/trust/keys",
                            "POST /api/trust/keys/{id}/revocation",
                            "GET /api/trust/blocks",
                            "POST /api/trust/blocks",
                            "POST /api/trust/blocks/removal",
                            "POST /api/packages/{id}/signature",
                            "GET /api/extensions/@{scope}/{name}/secrets",
                            "PUT /api/extensions/@{scope}/{name}/secrets/{key}",
                            "DELETE /api/extensions/@{scope}/{name}/secrets/{key}",
                            "GET /api/secrets/verification",
                            "POST /api/secrets/rotation",
                            "GET /api/grants",
                            "GET /api/grants/@{scope}/{name}",
                            "GET /api/permissions",
                            "GET /api/permissions/@{scope}/{name}",
                            "GET /api/mounts",
                            "PUT /api/mounts/{name}",
                            "DELETE /api/mounts/{name}",
                            "GET /api/connections",
                            "DELETE /api/connections/{id}",
                            "GET /api/jobs",
                            "GET /api/jobs/{id}",
                            "POST /api/jobs/{id}/restart",
                            "POST /api/jobs/{id}/cancel",
                            "POST /api/packages",
                            "POST /api/plans",
                            "POST /api/operations",
                            "GET /api/tools",
                            "GET /api/audit",
                            "GET /api/audit/verification",
                            "GET /api/leaks",
                            "GET /api/extensions/@{scope}/{name}/surfaces",
                            "POST /api/extensions/@{scope}/{name}/actions/{action}",
                            "POST /api/extensions/@{scope}/{name}/pages",
                            "GET /api/objects",
                            "GET /api/objects/history",
                            "POST /api/shutdown",
                            "GET /api/notifications",
                            "POST /api/notifications/seen",
                            "GET /api/notifications/stream",
                            "GET /api/usage",
                            "GET /metrics",
                            "GET /api/login",
                            "GET /api/tokens",
                            "POST /api/tokens",
                            "POST /api/tokens/{id}/revocation",
                            "GET /api/openapi.json");
            Set<String> defined =
                    object(object(document, "components"), "schemas").members().keySet();
            assertThat(references(document))
                    .isNotEmpty()
                    .allSatisfy(reference ->
                            assertThat(defined).contains(reference.substring("#/components/schemas/".length())));
            for (String route : routes(document)) {
                assertAnswers(served, route);
            }
        }
    }

    @Test
    void answersHaveTheMembersOfTheirSchema(@TempDir Path folder) throws Exception {
        try (Served served = Served.in(folder)) {
            served.bring("1.0.0", Greeters.One.class, true);
            JsonObject schemas = object(object(Served.json(served.get("/api/openapi.json")), "components"), "schemas");

            assertThat(Served.json(served.get("/api/status")).members().keySet())
                    .isEqualTo(properties(schemas, "HostStatus"));
            assertThat(Served.json(served.get("/api/extensions/" + Greeters.ID))
                            .members()
                            .keySet())
                    .isEqualTo(properties(schemas, "ExtensionDetail"));
            JsonObject archive = JsonObject.of("operation", "archive", "extension", Greeters.ID);
            assertThat(Served.json(served.post("/api/plans", archive)).members().keySet())
                    .isEqualTo(properties(schemas, "Plan"));
            assertThat(Served.json(served.post("/api/operations", archive))
                            .members()
                            .keySet())
                    .isEqualTo(properties(schemas, "Report"));
            assertThat(Served.json(served.get("/api/nowhere")).members().keySet())
                    .isEqualTo(properties(schemas, "Problems"));
        }
    }

    private static void assertAnswers(Served served, String route) throws Exception {
        if (route.startsWith("GET ")) {
            String path = route.substring(4)
                    .replace("{scope}", "acme")
                    .replace("{name}", "none-agent")
                    .replaceAll("\\{[a-z]+}", "none");
            // No event has this id: a stream is refused instead of waiting for events.
            assertThat(served.send(served.request(path).header("Last-Event-ID", "none"))
                            .body())
                    .as(route)
                    .doesNotContain("\"code\":\"route-not-found\"");
        }
    }

    private static List<String> routes(JsonObject document) {
        List<String> routes = new ArrayList<>();
        object(document, "paths")
                .members()
                .forEach((path, methods) -> ((JsonObject) methods)
                        .members()
                        .keySet()
                        .forEach(method -> routes.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return routes;
    }

    private static List<String> references(JsonValue value) {
        List<String> found = new ArrayList<>();
        if (value instanceof JsonObject object) {
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                if (member.getKey().equals("$ref") && member.getValue() instanceof JsonString reference) {
                    found.add(reference.value());
                }
                found.addAll(references(member.getValue()));
            }
        } else if (value instanceof JsonArray array) {
            array.items().forEach(item -> found.addAll(references(item)));
        }
        return found;
    }

    private static Set<String> properties(JsonObject schemas, String name) {
        return object(object(schemas, name), "properties").members().keySet();
    }

    private static JsonObject object(JsonObject parent, String name) {
        return (JsonObject) parent.get(name).orElseThrow();
    }
}
