/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.GrantView;
import dev.berth.host.HostRuntime;
import dev.berth.host.identity.Identity;
import dev.berth.host.identity.Permission;
import dev.berth.host.server.route.Call;
import dev.berth.host.server.route.Reply;
import dev.berth.host.server.route.Route;
import java.util.List;
import java.util.Optional;

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
        return Reply.ok(new Bodies.Grants(seen(call, host.grants())));
    }

    private Reply grantsOf(Call call) {
        return Reply.ok(new Bodies.Grants(seen(
                call,
                host.views().detail(call.extension(), call.who().organization()).grants())));
    }

    /** Whoever is bound to an organisation sees its rows and those of the platform, which decide for it too (PORT-32). */
    static List<GrantView> seen(Call call, List<GrantView> all) {
        Identity who = call.who();
        return all.stream()
                .filter(grant ->
                        grant.organization().isEmpty() || who.may(Permission.LOOK, Optional.of(grant.organization())))
                .toList();
    }
}
