/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.HostRuntime;
import dev.berth.host.identity.Permission;
import dev.berth.host.live.Caller;
import dev.berth.host.port.ui.Ui;
import dev.berth.host.server.page.PageDoor;
import dev.berth.host.server.page.PageTokens;
import dev.berth.host.server.page.PageTokens.Page;
import dev.berth.host.server.route.Call;
import dev.berth.host.server.route.Reply;
import dev.berth.host.server.route.Route;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What extensions show, and the one way to start their actions: whatever they register, there is no further route (PORT-100). */
final class UiRoutes {
    private static final String EXTENSION = "/api/extensions/@{scope}/{name}";

    private final HostRuntime host;
    private final PageTokens tokens;

    UiRoutes(HostRuntime host, PageTokens tokens) {
        this.host = host;
        this.tokens = tokens;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        EXTENSION + "/surfaces",
                        "What it shows, and the actions that can be started there",
                        Bodies.Surfaces.class,
                        this::surfaces),
                Route.command(
                                EXTENSION + "/pages",
                                "Opens its page: where it is, and the token for its actions",
                                200,
                                Bodies.OpenedPage.class,
                                this::open)
                        .needs(Permission.CALL),
                Route.post(
                                EXTENSION + "/actions/{action}",
                                "Starts an action; answers what it returns, as a tool does",
                                new Route.Body("application/json", JsonObject.of("type", "object")),
                                200,
                                JsonObject.class,
                                this::act)
                        .needs(Permission.LOOK));
    }

    private Reply surfaces(Call call) {
        ExtensionId id = call.extension();
        host.views().detail(id, call.who().organization());
        Optional<String> organization = call.caller().organizationId();
        return Reply.ok(new Bodies.Surfaces(
                host.ui().surfaces(id, organization), host.ui().actions(id, organization)));
    }

    private Reply open(Call call) {
        ExtensionId id = call.extension();
        host.views().detail(id, call.who().organization());
        int revision = host.pages()
                .revision(id)
                .orElseThrow(() -> new ProblemException(Problem.of(
                                ProblemCode.ROUTE_NOT_FOUND,
                                id.value(),
                                id + " needs to be active and to bring a page, ui/index.html, to show one;"
                                        + " it is not, or has none. Nothing was changed.")
                        .operator("see what it is: berth info " + id)));
        return Reply.ok(new Bodies.OpenedPage(
                PageDoor.PATH + id + "/" + revision + "/", tokens.open(new Page(id, revision), call.caller())));
    }

    private Reply act(Call call) throws IOException {
        JsonObject input = call.json();
        if (!call.who().may(Permission.CALL, call.who().organization())) {
            throw Ui.notFound();
        }
        Caller caller = call.caller();
        String extension = "@" + call.part("scope") + "/" + call.part("name");
        return Reply.ok(host.ui().call(extension, call.part("action"), input, caller));
    }
}
