/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.route;

import dev.berth.host.identity.Tenancy;
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
    private final Tenancy tenancy;

    private RestApi(RouteTable table, Tenancy tenancy) {
        this.table = table;
        this.tenancy = tenancy;
    }

    /**
     * Makes the API of these routes.
     *
     * @param version of the host, for the document
     * @param tenancy which organisations the host serves
     */
    public static RestApi of(List<Route> all, Supplier<String> version, Tenancy tenancy) {
        List<Route> routes = new ArrayList<>(all);
        routes.add(Route.get(
                "/api/openapi.json",
                "This document",
                JsonObject.class,
                call -> Reply.ok(OpenApi.document(routes, version.get()))));
        return new RestApi(new RouteTable(routes), tenancy);
    }

    /** Tells whether a request needs no token. */
    public boolean isOpen(String method, String path) {
        return table.isOpen(method, path);
    }

    /** Answers a request by its route, or throws a problem. */
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        RouteTable.Match match = table.find(
                request.getMethod(), request.getServletPath(), allowed -> response.setHeader("Allow", allowed));
        Call call = new Call(request, match, tenancy);
        match.route().handler().answer(call).write(response);
    }
}
