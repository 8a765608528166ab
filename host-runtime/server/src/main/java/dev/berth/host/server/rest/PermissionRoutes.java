/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.ExtensionDetail.PermissionView;
import dev.berth.host.HostRuntime;
import dev.berth.host.identity.Permission;
import dev.berth.host.permission.Denial;
import dev.berth.host.permission.Mount;
import dev.berth.host.server.route.Call;
import dev.berth.host.server.route.Members;
import dev.berth.host.server.route.Reply;
import dev.berth.host.server.route.Route;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What code may do beside ports, and the folders that permissions name (ENG-20). */
final class PermissionRoutes {
    private static final String MOUNT = "/api/mounts/{name}";

    private final HostRuntime host;

    PermissionRoutes(HostRuntime host) {
        this.host = host;
    }

    List<Route> routes() {
        JsonObject folder = JsonObject.of(
                "type",
                "object",
                "properties",
                JsonObject.of("folder", JsonObject.of("type", "string")),
                "required",
                List.of("folder"),
                "additionalProperties",
                false);
        return List.of(
                Route.get(
                        "/api/permissions",
                        "The permissions that extensions ask for, and what running code tried without one",
                        Bodies.Permissions.class,
                        this::permissions),
                Route.get(
                        "/api/permissions/@{scope}/{name}",
                        "Those of one extension",
                        Bodies.Permissions.class,
                        this::permissionsOf),
                Route.get("/api/mounts", "The folders that permissions name", Bodies.Mounts.class, this::mounts)
                        .needs(Permission.OPERATE),
                Route.put(
                                MOUNT,
                                "Binds a folder of the host's machine to the name that permissions use",
                                new Route.Body("application/json", folder),
                                Bodies.MountView.class,
                                this::bind)
                        .needs(Permission.OPERATE),
                Route.delete(MOUNT, "Binds a name to no folder any more, at once", Bodies.Mounts.class, this::remove)
                        .needs(Permission.OPERATE));
    }

    private Reply permissions(Call call) {
        List<PermissionView> seen = host.views().permissions(call.who().organization());
        Set<String> extensions = seen(call);
        return answer(seen, denial -> extensions.contains(denial.extension()));
    }

    private Set<String> seen(Call call) {
        return host.views().extensions(call.who().organization()).stream()
                .map(view -> view.id())
                .collect(Collectors.toSet());
    }

    private Reply permissionsOf(Call call) {
        List<PermissionView> asked =
                host.views().detail(call.extension(), call.who().organization()).permissions();
        return answer(
                asked, denial -> denial.extension().equals(call.extension().value()));
    }

    private Reply answer(List<PermissionView> permissions, Predicate<Denial> seen) {
        return Reply.ok(new Bodies.Permissions(
                permissions, host.denials().stream().filter(seen).toList()));
    }

    private Reply mounts(Call call) {
        return Reply.ok(new Bodies.Mounts(host.mounts().all().values().stream()
                .map(PermissionRoutes::view)
                .toList()));
    }

    private Reply bind(Call call) throws IOException {
        Members members = new Members(call.json());
        members.only("a mount", Set.of("folder"));
        return Reply.ok(view(host.mounts()
                .bind(call.part("name"), members.required("folder", "the absolute path of a folder"), call.by())));
    }

    private Reply remove(Call call) {
        host.mounts().remove(call.part("name"), call.by());
        return mounts(call);
    }

    private static Bodies.MountView view(Mount mount) {
        return new Bodies.MountView(
                mount.name(), mount.folder().toString(), mount.by().actor(), mount.at(), mount.isConfigured());
    }
}
