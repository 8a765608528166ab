/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.start;

import dev.berth.host.audit.By;
import dev.berth.host.boot.RequiredExtensions;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.grant.Grant;
import dev.berth.host.grant.GrantDecision;
import dev.berth.host.grant.GrantTransitions;
import dev.berth.host.grant.PortSet;
import dev.berth.host.identity.Tokens;
import dev.berth.host.lifecycle.World;
import dev.berth.sdk.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what is stored when the store is open. A row that cannot be read hides no other (LIFE-42). */
final class Rows {
    private final World world;
    private final Tokens tokens;

    Rows(World world, Tokens tokens) {
        this.world = world;
        this.tokens = tokens;
    }

    /** Returns a problem for each row that cannot be read. */
    List<Problem> read() {
        RequiredExtensions required = world.required();
        world.kinds().load();
        List<Problem> unreadable = new ArrayList<>(world.registry().load(required::names));
        unreadable.addAll(world.grants()
                .load(id -> world.registry()
                        .find(id)
                        .flatMap(InstalledExtension::waiting)
                        .isPresent()));
        List<Problem> undecided = world.permissions().load();
        unreadable.addAll(undecided);
        adopt(undecided.stream().map(Problem::subject).collect(Collectors.toSet()));
        unreadable.addAll(tokens.load());
        world.namespaces().load();
        required.ids().stream()
                .flatMap(id -> world.registry().find(id).stream())
                .filter(row -> world.grants().rows(row.id()).isEmpty())
                .forEach(this::assumeGrants);
        return unreadable;
    }

    /** What was installed before decisions about permissions were kept was agreed to with its packages (MAN-104). */
    private void adopt(Set<String> unreadable) {
        Changes changes = new Changes();
        for (InstalledExtension row : world.registry().all().values()) {
            if (world.permissions().rows(row.id()).isEmpty()
                    && !unreadable.contains(row.id().value())) {
                row.revisions().stream()
                        .map(revision -> revision.manifest().permissions())
                        .forEach(asked -> world.permissions().consent(row.id(), asked, By.CONFIG, changes));
            }
        }
        changes.commit(world.transactor());
    }

    /** One that is required runs with what the configuration grants it; nothing of that is stored. */
    private void assumeGrants(InstalledExtension row) {
        GrantTransitions transitions =
                new GrantTransitions(By.CONFIG, world.clock().instant());
        PortSet requested = PortSet.of(row.manifest().requestedPorts());
        if (transitions.request(Optional.empty(), row.id(), Optional.empty(), requested)
                instanceof GrantDecision.Changed asked) {
            Grant grant = asked.grant();
            PortSet approved = world.policy().byConfig(row.id(), requested);
            world.grants()
                    .assume(
                            transitions.approveMore(grant, approved) instanceof GrantDecision.Changed changed
                                    ? changed.grant()
                                    : grant);
        }
    }
}
