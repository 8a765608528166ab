/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.HostRuntime;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Serves the route table. */
public final class ApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final long DRAINED = 64L << 20;

    private final transient RouteTable table;

    private ApiServlet(RouteTable table) {
        this.table = table;
    }

    /** Makes the servlet of a host that is reached at these addresses. */
    public static ApiServlet of(HostRuntime host, Uploads uploads, URI url, URI mcpUrl, Runnable onShutdown) {
        List<Route> routes = new ArrayList<>(new Api(host, uploads, url, mcpUrl, onShutdown).routes());
        routes.add(Route.get(
                "/api/openapi.json",
                "This document",
                JsonObject.class,
                call -> Reply.ok(OpenApi.document(routes, host.status().version()))));
        return new ApiServlet(new RouteTable(routes));
    }

    /** Tells whether a request needs no token. */
    public boolean isOpen(String method, String path) {
        return table.isOpen(method, path);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
        RouteTable.Match match = table.find(request.getMethod(), path, allowed -> response.setHeader("Allow", allowed));
        try {
            match.route().handler().answer(new Call(request, match)).write(response);
        } catch (ProblemException e) {
            if (e.problem().code() == ProblemCode.REQUEST_TOO_LARGE && request.getHeader("Expect") == null) {
                drain(request.getInputStream());
            }
            throw e;
        }
    }

    /** Reads on for a while: a client that is cut off while it sends does not see the answer. */
    private static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = DRAINED;
        for (int n = in.read(buffer); n >= 0 && left > 0; n = in.read(buffer)) {
            left -= n;
        }
    }
}
