/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.route;

import dev.berth.host.identity.Permission;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the route table.
 *
 * @param method {@code GET}, {@code POST}, {@code PUT} or {@code DELETE}
 * @param path with named parts, {@code /api/extensions/@{scope}/{name}}
 * @param summary one sentence
 * @param permission what who asks needs; empty: it is open to everybody
 * @param query the query parameters it takes
 * @param body what it reads, if anything
 * @param status of success
 * @param answer the type of the JSON it answers
 * @param handler does it
 */
public record Route(
        String method,
        String path,
        String summary,
        Optional<Permission> permission,
        List<Query> query,
        Optional<Body> body,
        int status,
        Type answer,
        Handler handler) {

    private static final Pattern PART = Pattern.compile("\\{([a-z]+)}");

    /** A query parameter. */
    public record Query(String name, Class<?> type, boolean required, String summary) {}

    /** The query parameter that {@link Call#organization} reads. */
    public static final Query ORGANIZATION = new Query(
            "organization", String.class, false, "On a host of several, which one; by default that of who asks");

    /** A request body and its JSON Schema. */
    public record Body(String mediaType, JsonObject schema) {}

    /** Answers a call. */
    @FunctionalInterface
    public interface Handler {
        Reply answer(Call call) throws IOException;
    }

    public static Route get(String path, String summary, Type answer, Handler handler) {
        return of("GET", path, summary, Optional.empty(), 200, answer, handler);
    }

    public static Route post(String path, String summary, Body body, int status, Type answer, Handler handler) {
        return of("POST", path, summary, Optional.of(body), status, answer, handler);
    }

    public static Route put(String path, String summary, Body body, Type answer, Handler handler) {
        return of("PUT", path, summary, Optional.of(body), 200, answer, handler);
    }

    public static Route delete(String path, String summary, Type answer, Handler handler) {
        return of("DELETE", path, summary, Optional.empty(), 200, answer, handler);
    }

    /** A command without a body. */
    public static Route command(String path, String summary, int status, Type answer, Handler handler) {
        return of("POST", path, summary, Optional.empty(), status, answer, handler);
    }

    /** Whoever may look may read; to change something takes who may change everything. {@link #needs} says otherwise. */
    private static Route of(
            String method, String path, String summary, Optional<Body> body, int status, Type answer, Handler handler) {
        Permission permission = method.equals("GET") ? Permission.LOOK : Permission.CHANGE;
        return new Route(method, path, summary, Optional.of(permission), List.of(), body, status, answer, handler);
    }

    /** Says what who asks needs. */
    public Route needs(Permission other) {
        return new Route(method, path, summary, Optional.of(other), query, body, status, answer, handler);
    }

    /** Makes it about one organisation, which a query parameter may name, and says what who asks needs there. */
    public Route inOrganization(Permission other) {
        List<Query> more = new ArrayList<>(query);
        more.add(ORGANIZATION);
        return needs(other).query(more.toArray(Query[]::new));
    }

    /** Opens it to everybody, without a token. */
    public Route open() {
        return new Route(method, path, summary, Optional.empty(), query, body, status, answer, handler);
    }

    /** Tells whether it needs no token. */
    boolean isOpen() {
        return permission.isEmpty();
    }

    public Route query(Query... parameters) {
        return new Route(method, path, summary, permission, List.of(parameters), body, status, answer, handler);
    }

    /** Returns the names of the parts of the path. */
    List<String> parts() {
        List<String> names = new ArrayList<>();
        Matcher matcher = PART.matcher(path);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** Returns a pattern with one group a part; a part is never empty and never contains a slash. */
    Pattern pattern() {
        StringBuilder out = new StringBuilder();
        int end = 0;
        Matcher matcher = PART.matcher(path);
        while (matcher.find()) {
            out.append(Pattern.quote(path.substring(end, matcher.start()))).append("([^/]+)");
            end = matcher.end();
        }
        return Pattern.compile(out + Pattern.quote(path.substring(end)));
    }
}
