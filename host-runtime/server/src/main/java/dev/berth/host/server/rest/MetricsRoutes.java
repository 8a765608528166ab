/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.HostRuntime;
import dev.berth.host.identity.Permission;
import dev.berth.host.server.metrics.Scrape;
import dev.berth.host.server.route.Call;
import dev.berth.host.server.route.Reply;
import dev.berth.host.server.route.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Prometheus scrapes. Nothing of it exists before somebody asks. */
final class MetricsRoutes {
    private final HostRuntime host;
    private volatile @Nullable Scrape scrape;

    MetricsRoutes(HostRuntime host) {
        this.host = host;
    }

    List<Route> routes() {
        return List.of(Route.get("/metrics", "Meters in the text format of Prometheus", String.class, this::metrics)
                .needs(Permission.OPERATE));
    }

    private Reply metrics(Call call) {
        return Reply.text(Scrape.MEDIA_TYPE, scrape().text());
    }

    private Scrape scrape() {
        Scrape made = scrape;
        if (made == null) {
            synchronized (this) {
                made = scrape == null ? new Scrape(host) : scrape;
                scrape = made;
            }
        }
        return made;
    }
}
