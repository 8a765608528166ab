/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.host.activation.BundleEngine.Bundle;
import dev.berth.host.extension.Revision;
import dev.berth.host.grant.PortSet;
import dev.berth.host.live.LiveView;
import dev.berth.host.live.Owner;
import dev.berth.host.live.Registrations;
import dev.berth.host.port.access.PortAccess;
import dev.berth.host.port.access.StagedWrites;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that the host holds of one revision with code, from its first hook to the end of its last. */
final class Running {
    final Revision revision;
    final Bundle bundle;
    final Owner owner;
    final PortAccess access;
    final Registrations registrations;
    final StagedWrites writes;
    final LiveView view;
    final ExtensionContext context;
    private @Nullable Entry entry;
    private PortSet lacking;
    private boolean registered;
    private @Nullable Problem stuck;

    Running(
            Revision revision,
            Bundle bundle,
            Owner owner,
            PortAccess access,
            Registrations registrations,
            StagedWrites writes,
            LiveView view,
            ExtensionContext context) {
        this.revision = revision;
        this.bundle = bundle;
        this.owner = owner;
        this.access = access;
        this.registrations = registrations;
        this.writes = writes;
        this.view = view;
        this.context = context;
        lacking = PortSet.of(revision.manifest().requestedPorts().stream()
                .filter(port -> !access.usable().contains(port))
                .toList());
    }

    void constructed(Entry made) {
        entry = made;
    }

    Entry entry() {
        Entry made = entry;
        if (made == null) {
            throw new IllegalStateException(revision.subject() + " has no instance yet");
        }
        return made;
    }

    /** Returns the ports that its manifest asks for and that it could not use when it registered, or cannot any more. */
    PortSet lacking() {
        return lacking;
    }

    /** What it registered through a port was withdrawn. */
    void withdrawn(PortName port) {
        lacking = lacking.plus(PortSet.of(List.of(port)));
    }

    /** Its register hook was accepted, so that destroy is due once. */
    void markRegistered() {
        registered = true;
    }

    boolean isRegistered() {
        return registered;
    }

    /** A hook ignores its interruption: the loader must not be taken away under it, nor used again (LIFE-26). */
    void markStuck(Problem problem) {
        stuck = problem;
    }

    Optional<Problem> stuck() {
        return Optional.ofNullable(stuck);
    }
}
