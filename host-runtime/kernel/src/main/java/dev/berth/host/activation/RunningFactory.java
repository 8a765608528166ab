/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.host.activation.BundleEngine.Bundle;
import dev.berth.host.extension.Revision;
import dev.berth.host.grant.GrantBook;
import dev.berth.host.live.CallGate;
import dev.berth.host.live.LiveView;
import dev.berth.host.live.Owner;
import dev.berth.host.live.Registrations;
import dev.berth.host.port.CallScope;
import dev.berth.host.port.PortAccess;
import dev.berth.host.port.PortFactory;
import dev.berth.host.port.RefusalAudit;
import dev.berth.host.port.SettingsStore;
import dev.berth.host.port.StagedSettings;

/** Makes what a revision runs with: its gate, its handles, its view of the others. */
public final class RunningFactory {
    private final GrantBook grants;
    private final PortFactory ports;
    private final CallScope scope;
    private final RefusalAudit refusals;
    private final SettingsStore settings;

    public RunningFactory(
            GrantBook grants, PortFactory ports, CallScope scope, RefusalAudit refusals, SettingsStore settings) {
        this.grants = grants;
        this.ports = ports;
        this.scope = scope;
        this.refusals = refusals;
        this.settings = settings;
    }

    /**
     * Makes what the revision runs with.
     *
     * @param candidate an update is being staged: the next request for ports judges it (PORT-22)
     */
    Running create(Revision revision, Bundle bundle, LiveView.Staging staging, boolean candidate) {
        Owner owner = new Owner(
                revision.id(), revision.manifest().version(), revision.number(), bundle.classLoader(), new CallGate());
        PortAccess access = new PortAccess(owner, grants.usable(revision.id(), candidate), scope, refusals);
        Registrations registrations = new Registrations(owner);
        StagedSettings staged = new StagedSettings(revision.id(), settings);
        LiveView view = LiveView.staged(staging);
        return new Running(
                revision,
                bundle,
                owner,
                access,
                registrations,
                staged,
                view,
                ports.create(revision.manifest(), access, registrations, view, staged));
    }

    /** Takes the handles back: from now on they answer {@code extension-stopped}. */
    void release(Running running) {
        running.access.stop();
        running.registrations.close();
        running.settings.drop();
        grants.release(running.revision.id(), running.access.usable());
    }
}
