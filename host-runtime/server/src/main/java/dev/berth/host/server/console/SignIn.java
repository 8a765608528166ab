/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** Turns the address that {@code berth up} prints into a session, and tells everyone else where to find it. */
public final class SignIn {
    private final Function<String, Optional<Holder>> holders;
    private final ConsoleSessions sessions;
    private final boolean login;

    /**
     * Makes the door of a console.
     *
     * @param holders tells whose the token of the address is
     * @param login whether people can also sign in at a provider
     */
    public SignIn(Function<String, Optional<Holder>> holders, ConsoleSessions sessions, boolean login) {
        this.holders = holders;
        this.sessions = sessions;
        this.login = login;
    }

    /** Tells whether a request without a session is one for the door. */
    public boolean handles(String path, HttpServletRequest request) {
        return request.getMethod().equals("GET") && path.equals("/") && request.getHeader("Authorization") == null;
    }

    /** Opens a session if the address carries the token, else shows where to find it. */
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Holder> holder =
                Optional.ofNullable(request.getParameter("token")).flatMap(holders);
        if (holder.isPresent()) {
            sessions.open(holder.get(), response, false);
            // Away from the address bar and the history.
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", "/");
        } else {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            ConsolePage.send(login ? "sign-in.html" : "signed-out.html", response);
        }
    }
}
