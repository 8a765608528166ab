/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.HostRuntime;
import dev.berth.host.identity.Permission;
import dev.berth.host.server.route.Call;
import dev.berth.host.server.route.Reply;
import dev.berth.host.server.route.Route;
import java.util.List;
import java.util.regex.Pattern;

/** Connections to outside services, without their credentials. */
final class ConnectionRoutes {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~@-]{1,255}");

    private final HostRuntime host;

    ConnectionRoutes(HostRuntime host) {
        this.host = host;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                                "/api/connections",
                                "The connections of an organisation and of its users, without credentials",
                                Bodies.Connections.class,
                                this::connections)
                        .inOrganization(Permission.LOOK),
                Route.delete(
                                "/api/connections/{id}",
                                "Deletes a connection with its credentials",
                                Bodies.DeletedConnection.class,
                                this::delete)
                        .inOrganization(Permission.CONFIGURE));
    }

    private Reply connections(Call call) {
        return Reply.ok(new Bodies.Connections(host.connections().list(call.organization())));
    }

    private Reply delete(Call call) {
        String id = call.part("id");
        if (!ID.matcher(id).matches()) {
            throw Call.usage("a connection id of the form " + ID, "another text");
        }
        return Reply.ok(new Bodies.DeletedConnection(host.connections().delete(call.organization(), id, call.by())));
    }
}
