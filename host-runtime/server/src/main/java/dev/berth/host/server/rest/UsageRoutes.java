/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.HostRuntime;
import dev.berth.host.port.telemetry.UsageTotal;
import dev.berth.host.server.route.Call;
import dev.berth.host.server.route.Reply;
import dev.berth.host.server.route.Route;
import java.util.List;
import java.util.Optional;

/** What extensions report to have used (PORT-108). */
final class UsageRoutes {
    private final HostRuntime host;

    UsageRoutes(HostRuntime host) {
        this.host = host;
    }

    record Totals(List<UsageTotal> usage) {}

    List<Route> routes() {
        return List.of(Route.get(
                        "/api/usage",
                        "What extensions report to have used, by operation and model or service",
                        Totals.class,
                        this::usage)
                .query(Route.ORGANIZATION));
    }

    private Reply usage(Call call) {
        return Reply.ok(new Totals(host.usage().totals(Optional.of(call.organization()))));
    }
}
