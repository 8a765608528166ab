/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.HostRuntime;
import dev.berth.host.server.route.Call;
import dev.berth.host.server.route.Reply;
import dev.berth.host.server.route.Route;
import java.util.List;

/** Decisions about ports: routes and never tools, so that no model is offered them (PORT-37). */
final class GrantRoutes {
    private final HostRuntime host;

    GrantRoutes(HostRuntime host) {
        this.host = host;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/grants", "The decisions about ports", Bodies.Grants.class, this::grants),
                Route.get(
                        "/api/grants/@{scope}/{name}", "Those of one extension", Bodies.Grants.class, this::grantsOf));
    }

    private Reply grants(Call call) {
        return Reply.ok(new Bodies.Grants(host.grants()));
    }

    private Reply grantsOf(Call call) {
        return Reply.ok(new Bodies.Grants(host.extension(call.extension()).grants()));
    }
}
