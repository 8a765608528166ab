/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.route;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the route of a request. */
final class RouteTable {
    private final List<Route> routes;
    private final List<Pattern> patterns;

    public RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
        this.patterns = this.routes.stream().map(Route::pattern).toList();
    }

    public List<Route> routes() {
        return routes;
    }

    public boolean isOpen(String method, String path) {
        return routes.stream()
                .anyMatch(route -> route.isOpen()
                        && route.path().equals(path)
                        && route.method().equals(method.equals("HEAD") ? "GET" : method));
    }

    /** A route and what its named parts stand for. */
    public record Match(Route route, Map<String, String> parts) {}

    /**
     * Finds the route, or throws a problem.
     *
     * @param allow hears the methods of a path that knows others
     */
    public Match find(String method, String path, Consumer<String> allow) {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < routes.size(); i++) {
            Matcher matcher = patterns.get(i).matcher(path);
            Route route = routes.get(i);
            if (matcher.matches()) {
                // The container answers a HEAD like a GET and leaves the body out.
                if (route.method().equals(method.equals("HEAD") ? "GET" : method)) {
                    return new Match(route, parts(route, matcher));
                }
                others.add(route.method());
            }
        }
        if (others.isEmpty()) {
            throw new ProblemException(unknown(path));
        }
        String allowed = String.join(", ", others);
        allow.accept(others.contains("GET") ? allowed + ", HEAD" : allowed);
        throw new ProblemException(Problem.of(
                        ProblemCode.METHOD_NOT_ALLOWED,
                        path,
                        path + " needs " + allowed + "; found " + method + ". Nothing was changed.")
                .fact("allowed", others)
                .operator("send " + allowed + ", or see the routes: GET /api/openapi.json"));
    }

    private static Map<String, String> parts(Route route, Matcher matcher) {
        Map<String, String> parts = new HashMap<>();
        for (String name : route.parts()) {
            parts.put(name, matcher.group(parts.size() + 1));
        }
        return parts;
    }

    private static Problem unknown(String path) {
        return Problem.of(ProblemCode.ROUTE_NOT_FOUND, path, "The host has no route " + path + ". Nothing was changed.")
                .operator("see the routes: GET /api/openapi.json");
    }
}
