/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.route;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A way of a browser to a provider and back: the cookie that binds it to the browser, what comes back, and the page at its end. No page
 * has a script.
 *
 * @param callbackUrl where providers send browsers to
 * @param purpose names the cookie
 */
public record BrowserFlow(URI callbackUrl, String purpose) {
    /**
     * What a provider sent back with the browser.
     *
     * @param browser the cookie
     * @param issuer who answers (RFC 9207)
     */
    public record Back(
            String state,
            Optional<String> browser,
            Optional<String> code,
            Optional<String> error,
            Optional<String> issuer) {
        /** Hides all of it. */
        @Override
        public String toString() {
            return "Back[]";
        }
    }

    /** Sends the browser on its way, with a secret that it must bring back. */
    public void depart(URI authorization, String browser, Duration longest, HttpServletResponse response) {
        response.addHeader("Set-Cookie", cookie(browser, longest));
        response.setHeader("Location", authorization.toString());
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    }

    /** Takes the secret off the browser. */
    public void end(HttpServletResponse response) {
        response.addHeader("Set-Cookie", cookie("", Duration.ZERO));
    }

    /** Reads what came back. */
    public Back back(HttpServletRequest request) {
        Cookie[] cookies = Optional.ofNullable(request.getCookies()).orElse(new Cookie[0]);
        Optional<String> browser = Stream.of(cookies)
                .filter(cookie -> cookie.getName().equals(name()))
                .map(Cookie::getValue)
                .findFirst();
        return new Back(
                one(request, "state").orElse(""),
                browser,
                one(request, "code"),
                one(request, "error"),
                one(request, "iss"));
    }

    /** Returns a parameter; one that comes twice is nobody's meaning. */
    public static Optional<String> one(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        if (values != null && values.length > 1) {
            throw Call.usage("the parameter \"" + name + "\" once", "it " + values.length + " times");
        }
        return Optional.ofNullable(values).map(only -> only[0]);
    }

    /** Lax, since the browser comes back from another site. */
    private String cookie(String value, Duration longest) {
        String secure = isSecure() ? "; Secure" : "";
        return name() + "=" + value + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + longest.toSeconds() + secure;
    }

    /** Browsers keep one set of cookies for all ports of a name; the prefix keeps other hosts of a domain from setting it. */
    private String name() {
        return isSecure() ? "__Host-berth-" + purpose : "berth-" + purpose + "-" + callbackUrl.getPort();
    }

    /** Tells whether browsers speak to this host through TLS. */
    public boolean isSecure() {
        return "https".equals(callbackUrl.getScheme());
    }

    /** Ends with a page that says something. */
    public static void page(HttpServletResponse response, int status, String title, String text) throws IOException {
        page(response, status, title, escaped(text), "");
    }

    /**
     * Ends with a page that leads on by itself. A redirect would still count as coming from the provider, and then browsers send no
     * strict cookie.
     *
     * @param next a path of this host
     */
    public static void leadOn(HttpServletResponse response, String title, String next) throws IOException {
        String to = escaped(next);
        page(
                response,
                HttpServletResponse.SC_OK,
                title,
                "<a href=\"" + to + "\">Go on</a>",
                "<meta http-equiv=\"refresh\" content=\"0;url=" + to + "\">");
    }

    private static void page(HttpServletResponse response, int status, String title, String text, String head)
            throws IOException {
        byte[] bytes =
                """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="color-scheme" content="light dark">%s<title>Berth: %s</title></head>
                <body><h1>%s</h1><p>%s</p></body>
                </html>
                """.formatted(head, title.toLowerCase(Locale.ROOT), title, text).getBytes(StandardCharsets.UTF_8);
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
