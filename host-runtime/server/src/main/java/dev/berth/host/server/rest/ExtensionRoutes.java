/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.DiscoveredView;
import dev.berth.host.ExtensionDetail;
import dev.berth.host.HostRuntime;
import dev.berth.host.Why;
import dev.berth.host.server.route.Call;
import dev.berth.host.server.route.Reply;
import dev.berth.host.server.route.Route;
import java.util.List;

/** What is installed. */
final class ExtensionRoutes {
    private final HostRuntime host;

    ExtensionRoutes(HostRuntime host) {
        this.host = host;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/extensions", "What is installed", Bodies.Extensions.class, this::extensions),
                Route.get(
                        "/api/extensions/@{scope}/{name}",
                        "One extension, whole",
                        ExtensionDetail.class,
                        this::extension),
                Route.get(
                        "/api/discovered",
                        "What the caller may use now, with what the host holds of its kind",
                        DiscoveredView.class,
                        this::discovered),
                Route.get("/api/extensions/@{scope}/{name}/why", "Why it is or is not active", Why.class, this::why));
    }

    private Reply extensions(Call call) {
        return Reply.ok(new Bodies.Extensions(host.views().extensions(call.who().organization())));
    }

    private Reply extension(Call call) {
        ExtensionDetail whole = host.views().detail(call.extension(), call.who().organization());
        return Reply.ok(whole.withGrants(GrantRoutes.seen(call, whole.grants())));
    }

    private Reply discovered(Call call) {
        return Reply.ok(host.views().discovered(call.who().organization()));
    }

    private Reply why(Call call) {
        return Reply.ok(host.views().why(call.extension(), call.who().organization()));
    }
}
