/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.HostRuntime;
import dev.berth.host.server.login.LoginPages;
import dev.berth.host.server.page.PageTokens;
import dev.berth.host.server.route.EventStreams;
import dev.berth.host.server.route.Route;
import dev.berth.host.server.trust.TrustRoutes;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The routes of a host, group by group. */
public final class Api {
    private Api() {}

    /** Returns the routes of a host that is reached at these addresses, in the order of the document. */
    public static List<Route> routes(
            HostRuntime host,
            Uploads uploads,
            EventStreams streams,
            PageTokens pages,
            Optional<LoginPages> login,
            URI url,
            URI mcpUrl,
            Runnable onShutdown) {
        return Stream.of(
                        new HostRoutes(host, url, mcpUrl, onShutdown).routes(),
                        new ExtensionRoutes(host).routes(),
                        new TrustRoutes(host).routes(),
                        new SettingRoutes(host).routes(),
                        new SecretRoutes(host).routes(),
                        new GrantRoutes(host).routes(),
                        new PermissionRoutes(host).routes(),
                        new ConnectionRoutes(host).routes(),
                        new JobRoutes(host).routes(),
                        new OperationRoutes(host, uploads).routes(),
                        new UiRoutes(host, pages).routes(),
                        new ObjectRoutes(host).routes(),
                        new NotificationRoutes(host, streams).routes(),
                        new UsageRoutes(host).routes(),
                        new MetricsRoutes(host).routes(),
                        new LoginRoutes(login).routes(),
                        new TokenRoutes(host.tokens(), host.config().clock()).routes())
                .flatMap(List::stream)
                .toList();
    }
}
