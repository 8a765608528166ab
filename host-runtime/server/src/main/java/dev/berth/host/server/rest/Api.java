/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.ExtensionDetail;
import dev.berth.host.HostRuntime;
import dev.berth.host.HostStatus;
import dev.berth.host.Report;
import dev.berth.host.Why;
import dev.berth.host.audit.AuditEntry;
import dev.berth.host.live.Caller;
import dev.berth.host.resolve.Plan;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What each route does. Decisions about ports are routes and never tools, so that no model is offered them (PORT-37). */
final class Api {
    private final HostRuntime host;
    private final Uploads uploads;
    private final URI url;
    private final URI mcpUrl;
    private final Runnable onShutdown;

    Api(HostRuntime host, Uploads uploads, URI url, URI mcpUrl, Runnable onShutdown) {
        this.host = host;
        this.uploads = uploads;
        this.url = url;
        this.mcpUrl = mcpUrl;
        this.onShutdown = onShutdown;
    }

    /** Returns the routes, in the order of the document. */
    List<Route> routes() {
        Route.Body octets =
                new Route.Body("application/octet-stream", JsonObject.of("type", "string", "format", "binary"));
        Route.Body plan = new Route.Body("application/json", OperationRequest.schema(false));
        Route.Body operation = new Route.Body("application/json", OperationRequest.schema(true));
        return List.of(
                Route.get("/health", "Whether the host is ready; needs no token", Bodies.Health.class, this::health),
                Route.get("/api/status", "The host as it runs", HostStatus.class, this::status),
                Route.get("/api/extensions", "What is installed", Bodies.Extensions.class, this::extensions),
                Route.get(
                        "/api/extensions/@{scope}/{name}",
                        "One extension, whole",
                        ExtensionDetail.class,
                        this::extension),
                Route.get("/api/extensions/@{scope}/{name}/why", "Why it is or is not active", Why.class, this::why),
                Route.get("/api/grants", "The decisions about ports", Bodies.Grants.class, this::grants),
                Route.get("/api/grants/@{scope}/{name}", "Those of one extension", Bodies.Grants.class, this::grantsOf),
                Route.post(
                                "/api/packages",
                                "Sends a package; a command can name it for ten minutes",
                                octets,
                                201,
                                Bodies.Uploaded.class,
                                this::upload)
                        .query(new Route.Query("name", String.class, true, "How people know the file; not a path")),
                Route.post(
                        "/api/plans", "What an operation would do; changes nothing", plan, 200, Plan.class, this::plan),
                Route.post(
                        "/api/operations",
                        "Does it; refused if a digest is given and the plan is another now",
                        operation,
                        200,
                        Report.class,
                        this::apply),
                Route.get("/api/tools", "The tools that can be called now", Bodies.Tools.class, this::tools),
                Route.get("/api/audit", "What happened, oldest first", Bodies.Entries.class, this::audit)
                        .query(
                                new Route.Query("after", long.class, false, "Only entries after this sequence number"),
                                new Route.Query(
                                        "limit", long.class, false, "At most so many, up to 1000; 100 by default")),
                Route.get(
                        "/api/audit/verification",
                        "Whether the log is whole",
                        Bodies.Verification.class,
                        this::verification),
                Route.command("/api/shutdown", "Stops the host", 202, Bodies.Shutdown.class, this::shutdown));
    }

    private Reply health(Call call) {
        boolean ready = host.isReady();
        return Reply.of(ready ? 200 : 503, new Bodies.Health(ready ? "up" : "degraded"));
    }

    private Reply status(Call call) {
        return Reply.ok(
                ((JsonObject) JsonValue.of(host.status())).with("url", url).with("mcpUrl", mcpUrl));
    }

    private Reply extensions(Call call) {
        return Reply.ok(new Bodies.Extensions(host.extensions()));
    }

    private Reply extension(Call call) {
        return Reply.ok(host.extension(call.extension()));
    }

    private Reply why(Call call) {
        return Reply.ok(host.why(call.extension()));
    }

    private Reply grants(Call call) {
        return Reply.ok(new Bodies.Grants(host.grants()));
    }

    private Reply grantsOf(Call call) {
        return Reply.ok(new Bodies.Grants(host.extension(call.extension()).grants()));
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

    private Reply plan(Call call) throws IOException {
        return Reply.ok(host.plan(OperationRequest.plan(call.json(), uploads)).toJson());
    }

    private Reply apply(Call call) throws IOException {
        JsonObject body = call.json();
        Report report = host.apply(OperationRequest.apply(body, uploads), OperationRequest.digest(body), call.by());
        return Reply.ok(
                ((JsonObject) JsonValue.of(report)).with("plan", report.plan().toJson()));
    }

    private Reply tools(Call call) {
        return Reply.ok(new Bodies.Tools(
                host.tools(Caller.user(call.by().actor(), host.config().organization()))));
    }

    private Reply audit(Call call) {
        long after = call.number("after", 0, 0, Long.MAX_VALUE);
        int limit = (int) call.number("limit", 100, 1, 1000);
        return Reply.ok(new Bodies.Entries(host.audit(after, limit)));
    }

    private Reply verification(Call call) {
        Optional<AuditEntry> broken = host.firstBrokenAudit();
        return Reply.ok(new Bodies.Verification(broken.isEmpty(), broken));
    }

    private Reply shutdown(Call call) {
        return Reply.of(202, new Bodies.Shutdown("stopping"))
                .then(() -> Thread.ofVirtual().name("shutdown").start(onShutdown));
    }
}
