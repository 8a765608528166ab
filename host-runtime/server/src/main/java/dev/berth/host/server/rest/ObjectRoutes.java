/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.HostRuntime;
import dev.berth.host.identity.Permission;
import dev.berth.host.port.objects.StoredObjects.ObjectView;
import dev.berth.host.port.objects.TypeId;
import dev.berth.host.server.route.Call;
import dev.berth.host.server.route.Reply;
import dev.berth.host.server.route.Route;
import java.util.List;
import java.util.Optional;

/** The objects that extensions have stored; only they write them. */
final class ObjectRoutes {
    private static final Route.Query TYPE =
            new Route.Query("type", String.class, true, "The type, <extension id>:<name>");
    private static final Route.Query LIMIT =
            new Route.Query("limit", long.class, false, "At most so many, up to 100; 20 by default");

    private final HostRuntime host;

    ObjectRoutes(HostRuntime host) {
        this.host = host;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/objects", "The objects of a type, by id", Bodies.Objects.class, this::objects)
                        .query(TYPE, new Route.Query("after", String.class, false, "Only objects after this id"), LIMIT)
                        .inOrganization(Permission.LOOK),
                Route.get(
                                "/api/objects/history",
                                "The versions of an object, oldest first",
                                Bodies.Versions.class,
                                this::history)
                        .query(
                                TYPE,
                                new Route.Query("id", String.class, true, "The object"),
                                new Route.Query("after", long.class, false, "Only versions after this number"),
                                LIMIT)
                        .inOrganization(Permission.LOOK));
    }

    private Reply objects(Call call) {
        int limit = limit(call);
        List<ObjectView> page = host.objects()
                .list(type(call), call.organization(), call.query("after").orElse(""), limit);
        boolean whole = page.size() < limit;
        return Reply.ok(new Bodies.Objects(
                page, whole ? Optional.empty() : Optional.of(page.get(limit - 1).id())));
    }

    private Reply history(Call call) {
        String id = call.query("id").orElseThrow(() -> Call.usage("the query parameter \"id\", an object", "none"));
        int after = (int) call.number("after", 0, 0, Integer.MAX_VALUE);
        return Reply.ok(
                new Bodies.Versions(host.objects().history(type(call), call.organization(), id, after, limit(call))));
    }

    private static int limit(Call call) {
        return (int) call.number("limit", 20, 1, 100);
    }

    private static TypeId type(Call call) {
        String type = call.query("type").orElse("");
        return TypeId.parse(type)
                .orElseThrow(() ->
                        Call.usage("the query parameter \"type\" to be <extension id>:<name>", "\"" + type + "\""));
    }
}
