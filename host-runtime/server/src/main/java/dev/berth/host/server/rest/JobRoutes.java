/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.HostRuntime;
import dev.berth.host.identity.Permission;
import dev.berth.host.port.jobs.JobView;
import dev.berth.host.port.jobs.Jobs;
import dev.berth.host.server.route.Call;
import dev.berth.host.server.route.Reply;
import dev.berth.host.server.route.Route;
import dev.berth.sdk.value.ExtensionId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The jobs of extensions (PORT-94). */
final class JobRoutes {
    private final HostRuntime host;

    JobRoutes(HostRuntime host) {
        this.host = host;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/jobs", "The jobs of extensions, newest first", Bodies.Jobs.class, this::jobs)
                        .query(
                                new Route.Query("state", String.class, false, "Only jobs in this state"),
                                new Route.Query("extension", String.class, false, "Only jobs of this extension"),
                                new Route.Query(
                                        "limit", long.class, false, "At most so many, up to 1000; 100 by default"))
                        .inOrganization(Permission.LOOK),
                Route.get("/api/jobs/{id}", "One job, with its payload", JobView.class, this::job)
                        .inOrganization(Permission.LOOK),
                Route.command("/api/jobs/{id}/restart", "Has a dead job run again", 200, JobView.class, this::restart)
                        .inOrganization(Permission.CONFIGURE),
                Route.command("/api/jobs/{id}/cancel", "Has a job run no more", 200, JobView.class, this::cancel)
                        .inOrganization(Permission.CONFIGURE));
    }

    private Reply jobs(Call call) {
        Jobs.Query query = new Jobs.Query(
                call.query("state").map(JobRoutes::state),
                call.query("extension").map(JobRoutes::extension),
                Optional.of(call.organization()),
                (int) call.number("limit", 100, 1, Jobs.MOST));
        return Reply.ok(new Bodies.Jobs(host.jobs().list(query)));
    }

    private static JobView.State state(String text) {
        return JobView.State.find(text)
                .orElseThrow(() -> Call.usage(
                        "the query parameter \"state\" to be one of " + Arrays.toString(JobView.State.values()),
                        "\"" + text + "\""));
    }

    private static ExtensionId extension(String text) {
        if (!ExtensionId.isValid(text)) {
            throw Call.usage("an extension id of the form @scope/slug-kind", "\"" + text + "\"");
        }
        return ExtensionId.of(text);
    }

    /** A job of another organisation is as unknown as one that never was. */
    private String id(Call call) {
        String id = call.part("id");
        host.jobs().requireIn(call.organization(), id);
        return id;
    }

    private Reply job(Call call) {
        return Reply.ok(host.jobs().show(id(call)));
    }

    private Reply restart(Call call) {
        return Reply.ok(host.jobs().restart(id(call), call.by()));
    }

    private Reply cancel(Call call) {
        return Reply.ok(host.jobs().cancel(id(call), call.by()));
    }
}
