/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.route;

import dev.berth.sdk.value.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Serves the route table. */
public final class RestApi {
    private final RouteTable table;

    private RestApi(RouteTable table) {
        this.table = table;
    }

    /**
     * Makes the API of these routes.
     *
     * @param version of the host, for the document
     */
    public static RestApi of(List<Route> all, Supplier<String> version) {
        List<Route> routes = new ArrayList<>(all);
        routes.add(Route.get(
                "/api/openapi.json",
                "This document",
                JsonObject.class,
                call -> Reply.ok(OpenApi.document(routes, version.get()))));
        return new RestApi(new RouteTable(routes));
    }

    /** Tells whether a request needs no token. */
    public boolean isOpen(String method, String path) {
        return table.isOpen(method, path);
    }

    /** Answers a request by its route, or throws a problem. */
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        RouteTable.Match match = table.find(
                request.getMethod(), request.getServletPath(), allowed -> response.setHeader("Allow", allowed));
        match.route().handler().answer(new Call(request, match)).write(response);
    }
}
