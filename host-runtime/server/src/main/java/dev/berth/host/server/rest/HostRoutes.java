/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.HostRuntime;
import dev.berth.host.HostStatus;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.boot.Readiness;
import dev.berth.host.identity.Permission;
import dev.berth.host.server.route.Call;
import dev.berth.host.server.route.Reply;
import dev.berth.host.server.route.Route;
import dev.berth.host.unload.Unloads.Pinned;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The host itself: how it runs, what can be called, what happened. */
final class HostRoutes {
    private static final Route.Query HEAP = new Route.Query(
            "heap",
            boolean.class,
            false,
            "With true, the path to what nothing else explains, from a dump of the heap; the host stands still meanwhile");

    private final HostRuntime host;
    private final URI url;
    private final URI mcpUrl;
    private final Runnable onShutdown;

    HostRoutes(HostRuntime host, URI url, URI mcpUrl, Runnable onShutdown) {
        this.host = host;
        this.url = url;
        this.mcpUrl = mcpUrl;
        this.onShutdown = onShutdown;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/health", "Whether the host is ready; needs no token", Bodies.Health.class, this::health)
                        .open(),
                Route.get("/api/status", "The host as it runs", HostStatus.class, this::status),
                Route.get("/api/policy", "What packages are judged by at install", JsonObject.class, this::policy),
                Route.get(
                        "/api/tools",
                        "The tools that can be called now, those of extensions and the host's own",
                        Bodies.Tools.class,
                        this::tools),
                Route.get("/api/audit", "What happened, oldest first", Bodies.Entries.class, this::audit)
                        .needs(Permission.AUDIT)
                        .query(
                                new Route.Query("after", long.class, false, "Only entries after this sequence number"),
                                new Route.Query(
                                        "limit", long.class, false, "At most so many, up to 1000; 100 by default")),
                Route.get(
                                "/api/audit/verification",
                                "Whether the log is whole",
                                Bodies.Verification.class,
                                this::verification)
                        .needs(Permission.AUDIT),
                Route.get(
                                "/api/leaks",
                                "What has left and is still held, and by what; collects garbage first",
                                Bodies.Leaks.class,
                                this::leaks)
                        .needs(Permission.OPERATE)
                        .query(HEAP),
                Route.command("/api/shutdown", "Stops the host", 202, Bodies.Shutdown.class, this::shutdown)
                        .needs(Permission.OPERATE));
    }

    private Reply health(Call call) {
        Readiness now = host.readiness();
        return Reply.of(
                now.ready() ? 200 : 503,
                new Bodies.Health(now.ready() ? "up" : "degraded", now.degraded(), now.skipped()));
    }

    private Reply status(Call call) {
        return Reply.ok(
                ((JsonObject) JsonValue.of(host.status())).with("url", url).with("mcpUrl", mcpUrl));
    }

    private Reply policy(Call call) {
        return Reply.ok(host.policy());
    }

    private Reply tools(Call call) {
        return Reply.ok(new Bodies.Tools(host.tools(call.caller()), host.ownTools(call.caller())));
    }

    private Reply audit(Call call) {
        long after = call.number("after", 0, 0, Long.MAX_VALUE);
        int limit = (int) call.number("limit", 100, 1, 1000);
        return Reply.ok(new Bodies.Entries(host.audit(after, limit)));
    }

    private Reply verification(Call call) {
        Optional<AuditLog.Broken> broken = host.firstBrokenAudit();
        return Reply.ok(new Bodies.Verification(broken.isEmpty(), broken));
    }

    private Reply leaks(Call call) {
        boolean heap = call.query(HEAP.name()).filter("true"::equals).isPresent();
        List<Pinned> pinned = heap ? host.unloads().traced() : host.unloads().pinned();
        return Reply.ok(
                new Bodies.Leaks(pinned, pinned.stream().map(Pinned::problem).toList()));
    }

    private Reply shutdown(Call call) {
        return Reply.of(202, new Bodies.Shutdown("stopping"))
                .then(() -> Thread.ofVirtual().name("shutdown").start(onShutdown));
    }
}
