/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.HostRuntime;
import dev.berth.sdk.value.JsonObject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Serves the route table. */
public final class ApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

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
        match.route().handler().answer(new Call(request, match)).write(response);
    }
}
