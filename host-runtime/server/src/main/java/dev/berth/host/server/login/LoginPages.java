/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.login;

import dev.berth.host.identity.Identity;
import dev.berth.host.identity.Logins;
import dev.berth.host.identity.Tenancy;
import dev.berth.host.server.console.ConsoleSessions;
import dev.berth.host.server.console.Holder;
import dev.berth.host.server.outbound.Outbound;
import dev.berth.host.server.route.BrowserFlow;
import dev.berth.host.server.route.ProblemReply;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The two addresses of a login: {@code /login} sends a browser to the provider, {@code /login/callback} lets it in. */
public final class LoginPages implements AutoCloseable {
    static final String CALLBACK = "/login/callback";

    private static final String BEGIN = "/login";
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final LoginSetup setup;
    private final Outbound outbound;
    private final LoginFlow flow;
    private final Logins logins;
    private final ConsoleSessions sessions;

    private LoginPages(LoginSetup setup, Outbound outbound, LoginFlow flow, Logins logins, ConsoleSessions sessions) {
        this.setup = setup;
        this.outbound = outbound;
        this.flow = flow;
        this.logins = logins;
        this.sessions = sessions;
    }

    /**
     * What is set up, and whether it would work now.
     *
     * @param issuer the provider
     * @param problems what keeps people out
     */
    public record Check(String issuer, String clientId, String callbackUrl, List<Problem> problems) {}

    /**
     * Opens the door that {@code login.json} of a home sets up, if it is there.
     *
     * @param environment finds a variable
     * @throws ProblemException {@code login-invalid}
     */
    public static Optional<LoginPages> open(
            Path home,
            Function<String, Optional<String>> environment,
            Tenancy tenancy,
            Logins logins,
            ConsoleSessions sessions,
            Clock clock) {
        return LoginFile.read(home, environment, tenancy).map(setup -> {
            Outbound outbound = new Outbound(LONGEST);
            return new LoginPages(setup, outbound, new LoginFlow(setup, outbound, logins, clock), logins, sessions);
        });
    }

    /** Tells whether a request is for these pages. */
    public boolean handles(String method, String path) {
        return method.equals("GET") && (path.equals(BEGIN) || path.equals(CALLBACK));
    }

    /** Answers a request that {@link #handles} knows. */
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        BrowserFlow browser = new BrowserFlow(setup.callbackUrl(), "login");
        try {
            if (request.getServletPath().equals(BEGIN)) {
                LoginFlow.Departure departure =
                        flow.begin(BrowserFlow.one(request, "next").orElse(""));
                browser.depart(departure.authorization(), departure.browser(), LoginFlow.LONGEST, response);
            } else {
                LoginFlow.Arrival arrival = flow.finish(browser.back(request));
                browser.end(response);
                sessions.open(new LoginHolder(arrival.login(), logins), response, browser.isSecure());
                BrowserFlow.leadOn(response, "Signed in", arrival.next());
            }
        } catch (LoginRefusal e) {
            logins.refused(setup.name(), e.reason());
            refuse(request, response, e.problems());
        } catch (ProblemException e) {
            refuse(request, response, e.problems());
        }
    }

    /** With a page, but to a program that asks for what all other routes answer. */
    private static void refuse(HttpServletRequest request, HttpServletResponse response, List<Problem> problems)
            throws IOException {
        if ("application/json".equals(request.getHeader("Accept"))) {
            throw new ProblemException(problems);
        }
        Problem problem = problems.get(0);
        String text = problem.summary() + " [" + problem.code() + "]";
        BrowserFlow.page(response, new ProblemReply(problems).status(), "Not signed in", text);
    }

    /** Asks the provider what a login would. */
    public Check check() {
        List<Problem> problems;
        try {
            flow.discovery().metadata();
            problems = List.of();
        } catch (LoginRefusal e) {
            problems = e.problems();
        }
        return new Check(setup.name(), setup.clientId(), setup.callbackUrl().toString(), problems);
    }

    /** Somebody who signed in, until the login ends. */
    private record LoginHolder(String login, Logins logins) implements Holder {
        @Override
        public Optional<Identity> identity(String surface) {
            return logins.identify(login, surface);
        }

        @Override
        public void leave() {
            logins.leave(login);
        }
    }

    @Override
    public void close() {
        outbound.close();
    }
}
