/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.page;

import dev.berth.host.HostRuntime;
import dev.berth.host.live.Caller;
import dev.berth.host.server.page.PageTokens.Page;
import dev.berth.host.server.route.Call;
import dev.berth.host.server.route.Reply;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Everything below {@code /ui/}: the files of open pages, and their actions. */
public final class PageDoor {
    /** Where pages are. */
    public static final String PATH = "/ui/";

    private static final Pattern FORM = Pattern.compile("/ui/(@[^/]+/[^/]+)/([1-9][0-9]{0,8})/(.*)");
    private static final Pattern ACTION = Pattern.compile("actions/([^/]+)");
    private static final String BEARER = "Bearer ";

    /** Where a browser may show a file; a page has no window of its own. */
    private static final Set<String> NOT_FRAMED = Set.of("document", "object", "embed");

    private static final Map<String, String> MEDIA_TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff", "font/woff"),
            Map.entry("woff2", "font/woff2"));

    private final HostRuntime host;
    private final PageTokens tokens;

    /** Opens the door of a host. */
    public PageDoor(HostRuntime host, PageTokens tokens) {
        this.host = host;
        this.tokens = tokens;
    }

    /** Answers a request that was sent to this host by one of its names. */
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Matcher form = FORM.matcher(request.getServletPath());
        if (!form.matches() || !ExtensionId.isValid(form.group(1))) {
            throw notFound(request);
        }
        Page page = new Page(ExtensionId.of(form.group(1)), Integer.parseInt(form.group(2)));
        fence(page, request, response);
        String path = form.group(3);
        switch (request.getMethod()) {
            case "GET", "HEAD" -> send(page, path.isEmpty() ? "index.html" : path, request, response);
            case "OPTIONS" -> allow(response);
            case "POST" -> act(page, path, request).write(response);
            default -> {
                response.setHeader("Allow", "GET, HEAD, OPTIONS, POST");
                throw new ProblemException(Problem.of(
                        ProblemCode.METHOD_NOT_ALLOWED,
                        request.getServletPath(),
                        request.getServletPath() + " needs GET, or POST for an action; found " + request.getMethod()
                                + ". Nothing was changed."));
            }
        }
    }

    /** An origin of its own, its own files, its own actions, and frames of the console. */
    private static void fence(Page page, HttpServletRequest request, HttpServletResponse response) {
        String own = request.getScheme() + "://" + request.getServerName() + ":" + request.getServerPort() + PATH
                + page.extension() + "/" + page.revision() + "/";
        response.setHeader(
                "Content-Security-Policy",
                "sandbox allow-scripts; default-src 'none'; script-src " + own + "; style-src " + own + "; img-src "
                        + own + " data:; font-src " + own + "; connect-src " + own
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'self'");
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        // To a browser the page is of no origin, so that to its own files it is another one.
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        response.setHeader("Access-Control-Allow-Origin", "null");
        response.setHeader("Vary", "Origin");
    }

    private void send(Page page, String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String type = MEDIA_TYPES.get(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        String shownIn =
                Optional.ofNullable(request.getHeader("Sec-Fetch-Dest")).orElse("iframe");
        if (type == null || NOT_FRAMED.contains(shownIn) || !tokens.isOpen(page)) {
            throw notFound(request);
        }
        byte[] bytes =
                host.pages().file(page.extension(), page.revision(), path).orElseThrow(() -> notFound(request));
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static void allow(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.setHeader("Access-Control-Allow-Methods", "POST");
        response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type");
        response.setHeader("Access-Control-Max-Age", "600");
    }

    private Reply act(Page page, String path, HttpServletRequest request) throws IOException {
        Matcher action = ACTION.matcher(path);
        Caller caller = holder(page, request);
        if (!action.matches()) {
            throw notFound(request);
        }
        return Reply.ok(host.ui().call(page.extension().value(), action.group(1), Call.json(request), caller));
    }

    private Caller holder(Page page, HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .flatMap(header ->
                        tokens.holder(header.substring(BEARER.length()).strip(), page))
                .orElseThrow(() -> new ProblemException(Problem.of(
                                ProblemCode.TOKEN_REQUIRED,
                                "the page",
                                "The page needs the token that it was opened with in the header"
                                        + " \"Authorization: Bearer …\"; found none that is valid here. Nothing was called.")
                        .operator("open the page in the console again")));
    }

    private static ProblemException notFound(HttpServletRequest request) {
        return new ProblemException(Problem.of(
                        ProblemCode.ROUTE_NOT_FOUND,
                        request.getServletPath(),
                        "The host has no page " + request.getServletPath() + " that is open. Nothing was changed.")
                .operator("open pages of extensions in the console"));
    }
}
