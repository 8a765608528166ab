/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.HostRuntime;
import dev.berth.host.Report;
import dev.berth.host.identity.Permission;
import dev.berth.host.resolve.Plan;
import dev.berth.host.server.route.Call;
import dev.berth.host.server.route.Members;
import dev.berth.host.server.route.Reply;
import dev.berth.host.server.route.Route;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.io.IOException;
import java.util.List;

/** Packages that are sent, and what is done with them, as plan and operation. */
final class OperationRoutes {
    private static final int LARGEST_SIGNATURE = 64 * 1024;

    private final HostRuntime host;
    private final Uploads uploads;

    OperationRoutes(HostRuntime host, Uploads uploads) {
        this.host = host;
        this.uploads = uploads;
    }

    List<Route> routes() {
        Route.Body octets =
                new Route.Body("application/octet-stream", JsonObject.of("type", "string", "format", "binary"));
        Route.Body plan = new Route.Body("application/json", OperationRequest.schema(false));
        Route.Body operation = new Route.Body("application/json", OperationRequest.schema(true));
        return List.of(
                Route.post(
                                "/api/packages",
                                "Sends a package; a command can name it for ten minutes",
                                octets,
                                201,
                                Bodies.Uploaded.class,
                                this::upload)
                        .query(new Route.Query("name", String.class, true, "How people know the file; not a path")),
                Route.post(
                        "/api/packages/{id}/signature",
                        "Sends what came beside a package and says who vouches for it",
                        octets,
                        200,
                        Bodies.Uploaded.class,
                        this::sign),
                Route.post(
                                "/api/plans",
                                "What an operation would do; changes nothing, and needs the same permission",
                                plan,
                                200,
                                Plan.class,
                                this::plan)
                        .needs(Permission.LOOK),
                Route.post(
                                "/api/operations",
                                "Does it; refused if a digest is given and the plan is another now. What is about ports needs the permission decide, a release operate, all else change",
                                operation,
                                200,
                                Report.class,
                                this::apply)
                        .needs(Permission.LOOK));
    }

    private Reply upload(Call call) throws IOException {
        if (call.length() > Uploads.LIMIT) {
            throw Call.tooLarge(Uploads.LIMIT);
        }
        String name =
                call.query("name").orElseThrow(() -> Call.usage("the query parameter \"name\", a file name", "none"));
        Uploads.Upload kept = uploads.take(name, call.body());
        return Reply.of(201, new Bodies.Uploaded(kept.id(), kept.sha256(), kept.size()));
    }

    private Reply sign(Call call) throws IOException {
        Uploads.Upload kept = uploads.get(call.part("id"));
        byte[] document = call.body().readNBytes(LARGEST_SIGNATURE + 1);
        if (document.length > LARGEST_SIGNATURE) {
            throw Call.tooLarge(LARGEST_SIGNATURE);
        }
        uploads.sign(kept.id(), document);
        return Reply.ok(new Bodies.Uploaded(kept.id(), kept.sha256(), kept.size()));
    }

    private Reply plan(Call call) throws IOException {
        return Reply.ok(host.plan(OperationRequest.plan(call.json(), uploads, call.who()))
                .toJson());
    }

    private Reply apply(Call call) throws IOException {
        JsonObject body = call.json();
        Report report =
                host.apply(OperationRequest.apply(body, uploads, call.who()), new Members(body).digest(), call.by());
        return Reply.ok(
                ((JsonObject) JsonValue.of(report)).with("plan", report.plan().toJson()));
    }
}
