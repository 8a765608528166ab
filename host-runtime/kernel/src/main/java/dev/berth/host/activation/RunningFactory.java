/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.host.activation.BundleEngine.Bundle;
import dev.berth.host.extension.Revision;
import dev.berth.host.grant.GrantBook;
import dev.berth.host.grant.UsablePorts;
import dev.berth.host.live.CallGate;
import dev.berth.host.live.LiveView;
import dev.berth.host.live.Owner;
import dev.berth.host.live.Registrations;
import dev.berth.host.live.Sight;
import dev.berth.host.port.PortFactory;
import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.CallScope;
import dev.berth.host.port.access.PortAccess;
import dev.berth.host.port.access.RefusalAudit;
import dev.berth.host.port.access.StagedWrites;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;

/** Makes what a revision runs with: its gate, its handles, its view of the others. */
public final class RunningFactory {
    private final GrantBook grants;
    private final PortFactory ports;
    private final CallScope scope;
    private final RefusalAudit refusals;
    private final Function<ExtensionId, Deadlines> deadlines;
    private final Function<Revision, Sight> sights;
    private final ObjIntConsumer<ExtensionId> failures;

    /**
     * Makes a factory.
     *
     * @param deadlines of each extension; its drain is how long a caller that meets a closed gate waits for what comes in its place
     * @param sights who sees what a revision contributes, whatever ports it may use (LIFE-130)
     * @param failures takes the id and the revision of code that failed
     */
    public RunningFactory(
            GrantBook grants,
            PortFactory ports,
            CallScope scope,
            RefusalAudit refusals,
            Function<ExtensionId, Deadlines> deadlines,
            Function<Revision, Sight> sights,
            ObjIntConsumer<ExtensionId> failures) {
        this.grants = grants;
        this.ports = ports;
        this.scope = scope;
        this.refusals = refusals;
        this.deadlines = deadlines;
        this.sights = sights;
        this.failures = failures;
    }

    /**
     * Makes what the revision runs with.
     *
     * @param candidate an update is being staged: the next request for ports judges it (PORT-22)
     */
    Running create(Revision revision, Bundle bundle, LiveView.Staging staging, boolean candidate) {
        UsablePorts usable = grants.usable(revision.id(), candidate);
        Sight granted = usable::contains;
        Owner owner = new Owner(
                revision.id(),
                revision.manifest().version(),
                revision.number(),
                bundle.classLoader(),
                new CallGate(deadlines.apply(revision.id()).drain()),
                granted.and(sights.apply(revision)),
                () -> failures.accept(revision.id(), revision.number()));
        PortAccess access = new PortAccess(owner, usable, scope, refusals);
        Registrations registrations = new Registrations(owner);
        StagedWrites writes = new StagedWrites();
        LiveView view = LiveView.staged(staging);
        return new Running(
                revision,
                bundle,
                owner,
                access,
                registrations,
                writes,
                view,
                ports.create(new Binding(access, revision.manifest(), registrations, view, writes)));
    }

    /**
     * Adds those about whose ports nothing is known, because the row of them cannot be read or is gone (LIFE-42).
     *
     * @param against why others must not be activated
     */
    Map<Revision, Outcome> judged(Collection<Revision> revisions, Map<Revision, Outcome> against) {
        Map<Revision, Outcome> all = new HashMap<>(against);
        revisions.stream()
                .filter(revision -> grants.rows(revision.id()).isEmpty())
                .forEach(revision -> all.put(revision, new Outcome.Skipped(revision, unreadable(revision.subject()))));
        return all;
    }

    private static Problem unreadable(String subject) {
        return Problem.of(
                        ProblemCode.STATUS_UNREADABLE,
                        subject,
                        subject
                                + " needs the row that says which ports it may use; it cannot be read, or is gone. It was"
                                + " not activated; the other extensions run.")
                .operator("restore a backup of the home, or bring its package in again, with the data that it kept:"
                        + " berth install FILE");
    }

    /** Takes the handles back: from now on they answer {@code extension-stopped}. */
    void release(Running running) {
        running.access.stop();
        running.registrations.close();
        running.writes.drop();
        grants.release(running.revision.id(), running.access.usable());
    }
}
