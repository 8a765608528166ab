/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.identity.Permission;
import dev.berth.host.server.login.LoginPages;
import dev.berth.host.server.route.Call;
import dev.berth.host.server.route.Reply;
import dev.berth.host.server.route.Route;
import dev.berth.sdk.problem.Problem;
import java.util.List;
import java.util.Optional;

/** How people sign in. */
final class LoginRoutes {
    private final Optional<LoginPages> login;

    LoginRoutes(Optional<LoginPages> login) {
        this.login = login;
    }

    record View(
            boolean configured,
            Optional<String> issuer,
            Optional<String> clientId,
            Optional<String> callbackUrl,
            List<Problem> problems) {}

    List<Route> routes() {
        return List.of(
                Route.get("/api/login", "How people sign in, and what keeps them out now", View.class, this::look)
                        .needs(Permission.AUDIT));
    }

    private Reply look(Call call) {
        return Reply.ok(login.map(LoginPages::check)
                .map(check -> new View(
                        true,
                        Optional.of(check.issuer()),
                        Optional.of(check.clientId()),
                        Optional.of(check.callbackUrl()),
                        check.problems()))
                .orElse(new View(false, Optional.empty(), Optional.empty(), Optional.empty(), List.of())));
    }
}
