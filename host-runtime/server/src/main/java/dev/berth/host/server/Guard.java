/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.host.identity.Identity;
import dev.berth.host.server.console.ConsoleSessions;
import dev.berth.host.server.console.SignIn;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** Lets a request through that was meant for this server, comes from no foreign page, and is the owner's. */
final class Guard {
    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    private final OwnNames names;
    private final Credentials credentials;
    private final ConsoleSessions sessions;
    private final BiPredicate<String, String> open;
    private final SignIn signIn;

    /**
     * Makes a guard.
     *
     * @param open tells by method and path which requests need no token
     */
    Guard(
            OwnNames names,
            Credentials credentials,
            ConsoleSessions sessions,
            SignIn signIn,
            BiPredicate<String, String> open) {
        this.names = names;
        this.credentials = credentials;
        this.sessions = sessions;
        this.open = open;
        this.signIn = signIn;
    }

    /**
     * Judges a request, or throws a problem.
     *
     * @return whether to go on; if not, the request is answered
     */
    boolean admits(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        refuseForeign(request);
        if (open.test(request.getMethod(), path)) {
            return true;
        }
        Optional<Identity> who = identify(path, request);
        if (who.isPresent()) {
            request.setAttribute(Identity.class.getName(), who.get());
            return true;
        } else if (signIn.handles(path, request)) {
            signIn.answer(request, response);
            return false;
        }
        response.setHeader("WWW-Authenticate", "Bearer realm=\"berth\"");
        throw new ProblemException(tokenRequired(path));
    }

    /** Refuses a request that another site's name brought here. */
    void requireOwnHost(HttpServletRequest request) {
        if (!names.isOwnHost(request)) {
            throw new ProblemException(refused("its own address as the host", "\"" + request.getServerName() + "\"")
                    .operator("use the address that berth up printed"));
        }
    }

    private void refuseForeign(HttpServletRequest request) {
        requireOwnHost(request);
        String origin = request.getHeader("Origin");
        if (origin != null && !names.isOwnOrigin(origin, request)) {
            throw new ProblemException(refused("no other site as its origin", "\"" + origin + "\""));
        }
    }

    private Optional<Identity> identify(String path, HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            String surface = "cli".equals(request.getHeader("X-Berth-Surface")) ? "cli" : "rest";
            return credentials.bearer(authorization, surface);
        }
        // Browsers attach a cookie to what other pages of this machine send too; only an origin tells them apart.
        Optional<Identity> who = path.equals(Site.MCP) ? Optional.empty() : sessions.find(request);
        if (who.isPresent() && !SAFE.contains(request.getMethod()) && request.getHeader("Origin") == null) {
            throw new ProblemException(refused("the console's origin for a change", "no origin"));
        }
        return who;
    }

    private static Problem refused(String needed, String found) {
        return Problem.of(
                        ProblemCode.ORIGIN_REFUSED,
                        "the request",
                        "The request needs " + needed + "; found " + found + ". Nothing was changed.")
                .operator("call the host by the address that it printed, from its own console or from a program.");
    }

    private static Problem tokenRequired(String path) {
        return Problem.of(
                        ProblemCode.TOKEN_REQUIRED,
                        path,
                        path
                                + " needs a token in the header \"Authorization: Bearer …\"; found none that is valid."
                                + " Nothing was changed.")
                .operator("take the owner's token from host.json in the host's home, or ask an administrator for one:"
                        + " berth tokens create");
    }
}
