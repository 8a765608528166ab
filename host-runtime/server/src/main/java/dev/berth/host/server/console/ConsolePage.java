/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.console;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Serves the console's own files, by a list, never by a path. */
public final class ConsolePage {

    private static final Map<String, String> FILES = Map.of(
            "/", "index.html",
            "/console.css", "console.css",
            "/console.js", "console.js",
            "/icon.svg", "icon.svg");

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    /** Answers a request for a file. */
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getServletPath();
        String file = FILES.get(path);
        if (file == null) {
            throw new ProblemException(Problem.of(
                            ProblemCode.ROUTE_NOT_FOUND,
                            path,
                            "The host has no page " + path + ". Nothing was changed.")
                    .operator("open the console at /, or see the routes: GET /api/openapi.json"));
        }
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            throw new ProblemException(Problem.of(
                    ProblemCode.METHOD_NOT_ALLOWED,
                    path,
                    path + " needs GET; found " + request.getMethod() + ". Nothing was changed."));
        }
        if (path.equals("/") && request.getQueryString() != null) {
            // A browser that is signed in already and opened the printed address again.
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", "/");
            return;
        }
        send(file, response);
    }

    static void send(String file, HttpServletResponse response) throws IOException {
        try (InputStream in = ConsolePage.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The console's file " + file + " is missing from its jar");
            }
            byte[] bytes = in.readAllBytes();
            response.setContentType(MEDIA_TYPES.get(file.substring(file.lastIndexOf('.') + 1)));
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }
}
