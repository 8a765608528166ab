/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.host.HostRuntime;
import dev.berth.host.Report;
import dev.berth.host.identity.Permission;
import dev.berth.host.server.route.Call;
import dev.berth.host.server.route.Members;
import dev.berth.host.server.route.Reply;
import dev.berth.host.server.route.Route;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What only the operator of this host may do (LIFE-166). */
final class OperatorRoutes {
    private final HostRuntime host;

    OperatorRoutes(HostRuntime host) {
        this.host = host;
    }

    List<Route> routes() {
        JsonObject text = JsonObject.of("type", "string");
        JsonObject schema = JsonObject.of(
                "type",
                "object",
                "properties",
                JsonObject.of("extension", text, "digest", text, "includeRegistry", JsonObject.of("type", "boolean")),
                "required",
                List.of("extension", "digest"),
                "additionalProperties",
                false);
        return List.of(Route.post(
                        "/operator/purge",
                        "Deletes every trace of an extension, as its plan says",
                        new Route.Body("application/json", schema),
                        200,
                        Report.class,
                        this::purge)
                .needs(Permission.OPERATE));
    }

    private Reply purge(Call call) throws IOException {
        Members members = new Members(call.json());
        members.only("a purge", Set.of("extension", "digest", "includeRegistry"));
        if (members.flag("includeRegistry")) {
            throw Call.usage("no member \"includeRegistry\", since this host has no marketplace to purge from", "true");
        }
        ExtensionId id = members.extension();
        Optional<String> digest = members.digest();
        Report report = host.operator().purge(id, digest, call.by());
        return Reply.ok(
                ((JsonObject) JsonValue.of(report)).with("plan", report.plan().toJson()));
    }
}
