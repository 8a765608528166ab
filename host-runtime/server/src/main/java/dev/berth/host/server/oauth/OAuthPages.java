/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import dev.berth.host.port.nango.ConnectPages;
import dev.berth.host.port.nango.ConnectPages.Departure;
import dev.berth.host.port.nango.ConnectPages.Return;
import dev.berth.host.port.nango.StoredConnection;
import dev.berth.host.server.route.BrowserFlow;
import dev.berth.host.server.route.ProblemReply;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * The two addresses that users' browsers come to: {@code /oauth/connect} with a session's token and {@code /oauth/callback} with what a
 * provider says. They need no token of the host; the session and the state decide.
 */
public final class OAuthPages {
    private static final String CONNECT = "/oauth/connect";
    private static final String CALLBACK = "/oauth/callback";

    private final Optional<ConnectPages> pages;

    public OAuthPages(Optional<ConnectPages> pages) {
        this.pages = pages;
    }

    /** Tells whether a request is for these pages. */
    public boolean handles(String method, String path) {
        return pages.isPresent() && method.equals("GET") && (path.equals(CONNECT) || path.equals(CALLBACK));
    }

    /** Answers a request that {@link #handles} knows. */
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ConnectPages connect = pages.orElseThrow();
        BrowserFlow flow = new BrowserFlow(connect.callbackUrl(), "connect");
        try {
            if (request.getServletPath().equals(CONNECT)) {
                Departure departure =
                        connect.begin(BrowserFlow.one(request, "token").orElse(""));
                flow.depart(departure.authorization(), departure.browser(), ConnectFlow.FLOW, response);
            } else {
                BrowserFlow.Back back = flow.back(request);
                StoredConnection made = connect.finish(
                        new Return(back.state(), back.browser(), back.code(), back.error(), back.issuer()));
                flow.end(response);
                BrowserFlow.page(
                        response,
                        HttpServletResponse.SC_OK,
                        "Connected",
                        made.providerConfigKey() + " is connected. You can close this window.");
            }
        } catch (ProblemException e) {
            Problem problem = e.problem();
            String text = problem.summary() + " [" + problem.code() + "]";
            BrowserFlow.page(response, new ProblemReply(e.problems()).status(), "Not connected", text);
        }
    }
}
