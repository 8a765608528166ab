/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import dev.berth.host.port.nango.ConnectPages;
import dev.berth.host.port.nango.ConnectPages.Departure;
import dev.berth.host.port.nango.ConnectPages.Return;
import dev.berth.host.port.nango.StoredConnection;
import dev.berth.host.server.route.ProblemReply;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two addresses that users' browsers come to: {@code /oauth/connect} with a session's token and {@code /oauth/callback} with what a
 * provider says. They need no token of the host; the session and the state decide. No page has a script.
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
        ConnectPages flow = pages.orElseThrow();
        try {
            if (request.getServletPath().equals(CONNECT)) {
                depart(flow, flow.begin(one(request, "token").orElse("")), response);
            } else {
                StoredConnection made = flow.finish(returned(flow, request));
                response.addHeader("Set-Cookie", cookie(flow, "", 0));
                page(
                        response,
                        HttpServletResponse.SC_OK,
                        "Connected",
                        made.providerConfigKey() + " is connected. You can close this window.");
            }
        } catch (ProblemException e) {
            Problem problem = e.problem();
            String text = problem.summary() + " [" + problem.code() + "]";
            page(response, new ProblemReply(e.problems()).status(), "Not connected", text);
        }
    }

    private static void depart(ConnectPages flow, Departure departure, HttpServletResponse response) {
        response.addHeader("Set-Cookie", cookie(flow, departure.browser(), (int) ConnectFlow.FLOW.toSeconds()));
        response.setHeader("Location", departure.authorization().toString());
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    }

    private static Return returned(ConnectPages flow, HttpServletRequest request) {
        Cookie[] cookies = Optional.ofNullable(request.getCookies()).orElse(new Cookie[0]);
        Optional<String> browser = Stream.of(cookies)
                .filter(cookie -> cookie.getName().equals(name(flow)))
                .map(Cookie::getValue)
                .findFirst();
        return new Return(
                one(request, "state").orElse(""),
                browser,
                one(request, "code"),
                one(request, "error"),
                one(request, "iss"));
    }

    /** A parameter that comes twice is nobody's meaning. */
    private static Optional<String> one(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        if (values != null && values.length > 1) {
            throw new ProblemException(Problem.of(
                    ProblemCode.USAGE_INVALID,
                    "the request",
                    "The request needs the parameter \"" + name + "\" once; found it " + values.length
                            + " times. Nothing was connected."));
        }
        return Optional.ofNullable(values).map(only -> only[0]);
    }

    /** Lax, since the browser comes back from another site. */
    private static String cookie(ConnectPages flow, String value, int seconds) {
        String secure = isSecure(flow) ? "; Secure" : "";
        return name(flow) + "=" + value + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + seconds + secure;
    }

    /** Browsers keep one set of cookies for all ports of a name; the prefix keeps other hosts of a domain from setting it. */
    private static String name(ConnectPages flow) {
        int port = flow.callbackUrl().getPort();
        return isSecure(flow) ? "__Host-berth-connect" : "berth-connect-" + port;
    }

    private static boolean isSecure(ConnectPages flow) {
        return "https".equals(flow.callbackUrl().getScheme());
    }

    private static void page(HttpServletResponse response, int status, String title, String text) throws IOException {
        byte[] bytes = """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Berth: %s</title></head>
                <body><h1>%s</h1><p>%s</p></body>
                </html>
                """.formatted(title.toLowerCase(java.util.Locale.ROOT), title, escaped(text))
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/html; charset=utf-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
