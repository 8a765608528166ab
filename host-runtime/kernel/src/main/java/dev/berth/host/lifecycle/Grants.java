/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.activation.Activator.Swap;
import dev.berth.host.activation.Outcome;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Revision;
import dev.berth.host.grant.Grant;
import dev.berth.host.grant.GrantDecision;
import dev.berth.host.grant.GrantTransitions;
import dev.berth.host.grant.PortSet;
import dev.berth.host.lifecycle.Planned.Applied;
import dev.berth.host.resolve.Plan;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides about ports: approve, deny, revoke (PORT-24 to PORT-30, PORT-52 to PORT-55). */
final class Grants {
    /** Ports through which something is registered; revoking one withdraws it, approving again brings it back (PORT-55). */
    private static final PortSet REGISTERING = PortSet.of(List.of(PortName.MCP, PortName.CAPABILITIES));

    private final World world;

    Grants(World world) {
        this.world = world;
    }

    Planned approve(ExtensionId id, PortSet ports, Optional<String> shownHash) {
        Optional<Grant> row = world.grants().find(id);
        PortSet all = row.map(grant -> grant.asked().approved().plus(ports)).orElse(ports);
        return plan(
                "grant",
                id,
                row,
                by -> transitions(by).approve(row, id, shownHash, all),
                List.of(
                        "Grants " + id + " the ports: " + ports + ".",
                        "Calls of them work at once, on running code too."));
    }

    Planned deny(ExtensionId id, Optional<String> shownHash) {
        Optional<Grant> row = world.grants().find(id);
        String pending = row.map(grant -> grant.asked().pending().toString()).orElse("none");
        return plan(
                "deny",
                id,
                row,
                by -> transitions(by).deny(row, id, shownHash),
                List.of("Denies " + id + " the pending ports: " + pending + "."));
    }

    Planned revoke(ExtensionId id, PortSet ports) {
        Optional<Grant> row = world.grants().find(id);
        String which = ports.isEmpty() ? "all its ports" : "the ports: " + ports;
        return plan(
                "revoke",
                id,
                row,
                by -> transitions(by).revoke(row, id, ports),
                List.of(
                        "Takes back from " + id + " " + which + ".",
                        "The next call of them is refused; what it registered through them is withdrawn."));
    }

    private GrantTransitions transitions(By by) {
        return new GrantTransitions(by, world.clock().instant());
    }

    private Planned plan(
            String operation,
            ExtensionId id,
            Optional<Grant> row,
            java.util.function.Function<By, GrantDecision> decide,
            List<String> effects) {
        if (decide.apply(By.CONFIG) instanceof GrantDecision.Refused(var problem)) {
            return new Planned.Refused(problem);
        }
        Grant grant = row.orElseThrow();
        JsonObject facts = JsonObject.of(
                "id", id.value(),
                "requestHash", grant.requestHash(),
                "requested", grant.asked().requested().names(),
                "approved", grant.asked().approved().names(),
                "status", grant.asked().status());
        Plan plan = new Plan(operation, id.value(), effects, List.of(), facts, List.of());
        return new Planned.Ready(plan, by -> decided(grant, decide.apply(by), by));
    }

    private Applied decided(Grant before, GrantDecision decision, By by) {
        if (!(decision instanceof GrantDecision.Changed changed)) {
            // A re-activation that failed is tried again.
            List<Outcome> outcomes = follow(before.extension(), PortSet.NONE);
            String summary = before.extension() + " has exactly these grants already.";
            return new Applied(!outcomes.isEmpty(), summary, outcomes);
        }
        Changes changes = new Changes();
        world.grants().save(changed, by, changes);
        changes.commit(world.transactor());
        PortSet had = before.standing().approved();
        PortSet has = changed.grant().standing().approved();
        world.activator().withdraw(before.extension(), had.minus(has).ports());
        List<Outcome> outcomes = follow(before.extension(), has.minus(had));
        return new Applied(true, before.extension() + " may now use: " + has + ".", outcomes);
    }

    /** A new grant may be what an extension waited for; what a revocation withdrew returns by re-activation (PORT-55). */
    private List<Outcome> follow(ExtensionId id, PortSet gained) {
        Optional<InstalledExtension> row = world.registry().find(id).filter(InstalledExtension::isLive);
        if (row.isEmpty() || row.get().quarantine().isPresent()) {
            return List.of();
        }
        if (!gained.isEmpty() && !world.isActive(row.get())) {
            List<Outcome> outcomes = new ArrayList<>(world.activator()
                    .activate(
                            "grant for " + row.get().current().subject(),
                            List.of(row.get().current()),
                            world.beside()));
            outcomes.addAll(world.wake());
            return outcomes;
        }
        PortSet usable = world.grants().find(id).orElseThrow().standing().approved();
        if (world.activator().lacking(id).and(usable).and(REGISTERING).isEmpty()) {
            return List.of();
        }
        return registerAgain(row.get().current());
    }

    /** The grant stands whatever comes of it; granting again tries again. */
    private List<Outcome> registerAgain(Revision revision) {
        try {
            Swap swap = new Closure(world)
                    .replace("grant for " + revision.subject(), revision.id(), Optional.of(revision), changes -> {});
            return switch (swap) {
                case Swap.Done(List<Outcome> outcomes) -> outcomes;
                case Swap.RolledBack(Outcome cause) -> List.of(cause);
            };
        } catch (ProblemException e) {
            return List.of(new Outcome.Failed(revision, e.problem()));
        }
    }
}
