/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.host.HostRuntime;
import dev.berth.host.server.console.ConsolePage;
import dev.berth.host.server.console.ConsoleSessions;
import dev.berth.host.server.console.SignIn;
import dev.berth.host.server.login.LoginPages;
import dev.berth.host.server.mcp.McpEndpoint;
import dev.berth.host.server.oauth.OAuthPages;
import dev.berth.host.server.page.PageDoor;
import dev.berth.host.server.page.PageTokens;
import dev.berth.host.server.rest.Api;
import dev.berth.host.server.rest.Uploads;
import dev.berth.host.server.route.EventStreams;
import dev.berth.host.server.route.RestApi;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What is served of a host.
 *
 * @param guard asked first
 * @param api routes
 * @param mcp tools
 * @param login where people come to who sign in at a provider
 * @param sessions of the console
 * @param pages what extensions bring
 * @param oauth what users' browsers come to on their way to a provider and back
 * @param console everything else
 * @param uploads packages that wait
 * @param streams of events
 */
record Site(
        Guard guard,
        RestApi api,
        McpEndpoint mcp,
        OAuthPages oauth,
        Optional<LoginPages> login,
        ConsoleSessions sessions,
        PageDoor pages,
        ConsolePage console,
        Uploads uploads,
        EventStreams streams) {
    static final String HEALTH = "/health";
    static final String MCP = "/mcp";
    private static final String METRICS = "/metrics";
    private static final String LOGOUT = "/logout";
    private static final String API = "/api/";

    /** Makes the site of a host that has started. */
    static Site of(HostRuntime host, ServerConfig config, URI url) {
        OwnNames names = new OwnNames(config.address(), host.config().publicBaseUrl());
        Uploads uploads = uploads(config, host);
        McpEndpoint mcp = McpEndpoint.start(host, MCP, names.hosts(), names.origins());
        PageTokens tokens = new PageTokens(host.config().clock());
        EventStreams streams = new EventStreams();
        ConsoleSessions sessions =
                new ConsoleSessions(url.getPort(), host.config().clock());
        Optional<LoginPages> login = LoginPages.open(
                host.config().home(),
                name -> Optional.ofNullable(System.getenv(name)),
                host.config().tenancy(),
                host.logins(),
                sessions,
                host.config().clock());
        RestApi api = RestApi.of(
                Api.routes(host, uploads, streams, tokens, login, url, url.resolve(MCP), config.onShutdown()),
                () -> host.status().version(),
                host.config().tenancy());
        OAuthPages oauth = new OAuthPages(host.connections().pages());
        Credentials credentials = new Credentials(new OwnerToken(config.token()), host.tokens());
        Guard guard = new Guard(
                names,
                credentials,
                sessions,
                new SignIn(credentials::holder, sessions, login.isPresent()),
                (method, path) ->
                        api.isOpen(method, path) || oauth.handles(method, path) || handles(login, method, path));
        return new Site(
                guard,
                api,
                mcp,
                oauth,
                login,
                sessions,
                new PageDoor(host, tokens),
                new ConsolePage(),
                uploads,
                streams);
    }

    void answer(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String path = request.getServletPath();
        if (path.startsWith(PageDoor.PATH)) {
            guard.requireOwnHost(request);
            pages.answer(request, response);
            return;
        }
        if (!guard.admits(path, request, response)) {
            return;
        }
        if (path.equals(MCP)) {
            mcp.answer(request, response);
        } else if (path.equals(HEALTH) || path.equals(METRICS) || path.startsWith(API)) {
            api.answer(request, response);
        } else if (oauth.handles(request.getMethod(), path)) {
            oauth.answer(request, response);
        } else if (handles(login, request.getMethod(), path)) {
            login.orElseThrow().answer(request, response);
        } else if (path.equals(LOGOUT) && request.getMethod().equals("POST")) {
            sessions.end(request, response);
        } else {
            console.answer(request, response);
        }
    }

    private static boolean handles(Optional<LoginPages> login, String method, String path) {
        return login.filter(pages -> pages.handles(method, path)).isPresent();
    }

    /** Ends what would go on by itself. */
    void close(Duration grace) {
        streams.close();
        mcp.close(grace);
        login.ifPresent(LoginPages::close);
        try {
            uploads.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Uploads uploads(ServerConfig config, HostRuntime host) {
        try {
            return new Uploads(config.uploads(), host.config().clock());
        } catch (IOException e) {
            throw new ProblemException(Problem.of(
                            ProblemCode.HOME_UNWRITABLE,
                            config.uploads().toString(),
                            "The server needs to write to " + config.uploads() + "; found " + e
                                    + ". Nothing is served.")
                    .operator("make the folder writable for the user that runs the host"));
        }
    }
}
