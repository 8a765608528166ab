/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.route;

import dev.berth.host.HostStatus;
import dev.berth.host.identity.Permission;
import dev.berth.host.identity.Role;
import dev.berth.host.resolve.Plan;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the OpenAPI 3.1 document of a route table. */
final class OpenApi {
    private final Schemas schemas = new Schemas(Map.of(
            HostStatus.class,
            Map.of("url", String.class, "mcpUrl", String.class),
            Plan.class,
            Map.of("digest", String.class)));

    private OpenApi() {}

    public static JsonObject document(List<Route> routes, String version) {
        OpenApi api = new OpenApi();
        Map<String, JsonObject> paths = new LinkedHashMap<>();
        for (Route route : routes) {
            paths.merge(
                    route.path(),
                    JsonObject.of(lower(route.method()), api.operation(route)),
                    (known, next) -> known.with(lower(route.method()), api.operation(route)));
        }
        return JsonObject.of(
                "openapi", "3.1.0",
                "info", JsonObject.of("title", "Berth", "version", version),
                "security", List.of(JsonObject.of("token", List.of())),
                "paths", paths,
                "x-berth-permissions", permissions(),
                "components",
                        JsonObject.of(
                                "securitySchemes",
                                JsonObject.of("token", JsonObject.of("type", "http", "scheme", "bearer")),
                                "schemas",
                                api.schemas.components()));
    }

    /** The table of rights: what each permission is, where it has to be held, and which roles have it. */
    private static JsonObject permissions() {
        Map<String, JsonObject> table = new LinkedHashMap<>();
        for (Permission permission : Permission.values()) {
            table.put(
                    permission.toString(),
                    JsonObject.of(
                            "allows", permission.what(),
                            "reach", permission.reach().name().toLowerCase(Locale.ROOT),
                            "roles", Role.names(permission.roles())));
        }
        return (JsonObject) JsonValue.of(table);
    }

    private JsonObject operation(Route route) {
        JsonObject success = JsonObject.of(
                "description", "Done", "content", content("application/json", schemas.of(route.answer())));
        JsonObject failure = JsonObject.of(
                "description",
                "Problems",
                "content",
                content(ProblemReply.MEDIA_TYPE, schemas.of(ProblemReply.Problems.class)));
        JsonObject operation = JsonObject.of(
                "summary", route.summary(),
                "parameters", parameters(route),
                "responses", JsonObject.of(Integer.toString(route.status()), success, "default", failure));
        if (route.body().isPresent()) {
            Route.Body body = route.body().get();
            operation = operation.with(
                    "requestBody",
                    JsonObject.of("required", true, "content", content(body.mediaType(), body.schema())));
        }
        return route.permission().isPresent()
                ? operation.with("x-berth-permission", route.permission().get().toString())
                : operation.with("security", List.of());
    }

    private List<JsonObject> parameters(Route route) {
        List<JsonObject> parameters = new ArrayList<>();
        JsonObject text = JsonObject.of("type", "string");
        route.parts()
                .forEach(name ->
                        parameters.add(JsonObject.of("name", name, "in", "path", "required", true, "schema", text)));
        route.query()
                .forEach(query -> parameters.add(JsonObject.of(
                        "name", query.name(),
                        "in", "query",
                        "required", query.required(),
                        "description", query.summary(),
                        "schema", schemas.of(query.type()))));
        return parameters;
    }

    private static JsonObject content(String mediaType, JsonValue schema) {
        return JsonObject.of(mediaType, JsonObject.of("schema", schema));
    }

    private static String lower(String method) {
        return method.toLowerCase(Locale.ROOT);
    }
}
