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
    private static final PortSet REGISTERING =
            PortSet.of(List.of(PortName.MCP, PortName.CAPABILITIES, PortName.UI, PortName.OBJECTS, PortName.JOBS));

    private final World world;
    private final Resumption resumption;

    Grants(World world, Resumption resumption) {
        this.world = world;
        this.resumption = resumption;
    }

    Planned approve(Command.Grant command) {
        ExtensionId id = command.id();
        Optional<Grant> row = row(id, command.organization());
        PortSet all =
                row.map(grant -> grant.asked().approved().plus(command.ports())).orElse(command.ports());
        return plan(
                "grant",
                id,
                row,
                by -> transitions(by).approve(row, id, command.requestHash(), all),
                List.of(
                        "Grants " + id + where(command.organization()) + " the ports: " + command.ports() + ".",
                        "Calls of them work at once, on running code too."));
    }

    Planned deny(Command.Deny command) {
        ExtensionId id = command.id();
        Optional<Grant> row = row(id, command.organization());
        String pending = row.map(grant -> grant.asked().pending().toString()).orElse("none");
        return plan(
                "deny",
                id,
                row,
                by -> transitions(by).deny(row, id, command.requestHash()),
                List.of("Denies " + id + where(command.organization()) + " the pending ports: " + pending + "."));
    }

    Planned revoke(Command.Revoke command) {
        ExtensionId id = command.id();
        Optional<Grant> row = row(id, command.organization());
        String which = command.ports().isEmpty() ? "all its ports" : "the ports: " + command.ports();
        String rest = command.organization().isEmpty()
                ? "what it registered through them is withdrawn."
                : "what it registered through them is not there for the organisation.";
        return plan(
                "revoke",
                id,
                row,
                by -> transitions(by).revoke(row, id, command.ports()),
                List.of(
                        "Takes back from " + id + where(command.organization()) + " " + which + ".",
                        "The next call of them is refused; " + rest));
    }

    private static String where(Optional<String> organization) {
        return organization.map(name -> " in the organisation " + name).orElse("");
    }

    /** Returns the row that is decided about; an organisation without one starts from what holds for it until then. */
    private Optional<Grant> row(ExtensionId id, Optional<String> organization) {
        world.tenancy().named(organization);
        Optional<Grant> own = world.grants().find(id, organization);
        return own.or(() ->
                organization.flatMap(name -> world.grants().find(id).map(platform -> platform.forOrganization(name))));
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
        GrantDecision decision = decide.apply(By.CONFIG);
        if (decision instanceof GrantDecision.Refused(var problem)) {
            return new Planned.Refused(problem);
        }
        Grant grant = row.orElseThrow();
        Grant after = decision instanceof GrantDecision.Changed changed ? changed.grant() : grant;
        List<String> touches = registersAgain(after) ? new Closure(world).touches(id) : List.of();
        JsonObject facts = JsonObject.of(
                "id", id.value(),
                "requestHash", grant.requestHash(),
                "requested", grant.asked().requested().names(),
                "approved", grant.asked().approved().names(),
                "status", grant.asked().status());
        JsonObject whose = grant.organization()
                .map(name -> facts.with("organization", name))
                .orElse(facts);
        Plan plan = new Plan(operation, id.value(), effects, touches, whose, List.of());
        return new Planned.Ready(plan, by -> decided(grant, decide.apply(by), by));
    }

    private Applied decided(Grant before, GrantDecision decision, By by) {
        if (!(decision instanceof GrantDecision.Changed changed)) {
            // A re-activation that failed is tried again.
            List<Outcome> outcomes = new ArrayList<>(resumed(before, true, by));
            outcomes.addAll(follow(before, PortSet.NONE));
            String summary =
                    before.extension() + " has exactly these grants already" + where(before.organization()) + ".";
            return new Applied(!outcomes.isEmpty(), summary, outcomes);
        }
        PortSet had = world.grants().inHooks(before.extension()).approved();
        Changes changes = new Changes();
        world.grants().save(changed, by, changes);
        changes.commit(world.transactor());
        PortSet has = world.grants().inHooks(before.extension()).approved();
        world.activator().withdraw(before.extension(), had.minus(has).ports());
        before.organization()
                .ifPresent(organization -> world.activator()
                        .seenAnew(
                                "grants of " + before.extension() + where(before.organization()), before.extension()));
        PortSet more = changed.grant().asked().approved().minus(before.asked().approved());
        List<Outcome> outcomes = new ArrayList<>(resumed(before, !more.isEmpty(), by));
        outcomes.addAll(follow(before, has.minus(had)));
        String summary = before.extension() + " may now use" + where(before.organization()) + ": "
                + changed.grant().standing().approved() + ".";
        return new Applied(true, summary, outcomes);
    }

    /** A decision may be what an update waited for (LIFE-97). */
    private List<Outcome> resumed(Grant before, boolean more, By by) {
        return world.registry()
                .find(before.extension())
                .filter(row -> row.waiting().isPresent() && row.isLive())
                .map(row -> resumption.decided(row, more, by))
                .orElse(List.of());
    }

    /**
     * A new grant may be what an extension waited for; what a revocation withdrew returns by re-activation (PORT-55). The decision
     * of an organisation changes something here only if the extension is installed for it (PORT-33).
     */
    private List<Outcome> follow(Grant before, PortSet gained) {
        ExtensionId id = before.extension();
        Optional<InstalledExtension> row = world.registry().find(id).filter(InstalledExtension::isLive);
        if (!world.registry().installs(id).contains(before.organization())
                || row.isEmpty()
                || row.get().quarantine().isPresent()) {
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
        PortSet usable = world.grants().inHooks(id).approved();
        return world.activator().lacking(id).and(usable).and(REGISTERING).isEmpty()
                ? List.of()
                : registerAgain(row.get().current());
    }

    /** Tells whether a decision gives running code back what it had to register without. */
    private boolean registersAgain(Grant decided) {
        PortSet usable = decided.standing().approved();
        return world.registry().installs(decided.extension()).contains(decided.organization())
                && !world.activator()
                        .lacking(decided.extension())
                        .and(usable)
                        .and(REGISTERING)
                        .isEmpty();
    }

    /** The grant stands whatever comes of it; granting again tries again. */
    private List<Outcome> registerAgain(Revision revision) {
        try {
            Swap swap = new Closure(world)
                    .replace("grant for " + revision.subject(), revision.id(), Optional.of(revision), changes -> {});
            return switch (swap) {
                case Swap.Done(List<Outcome> outcomes) -> outcomes;
                case Swap.RolledBack back -> List.of(back.cause());
            };
        } catch (ProblemException e) {
            return List.of(new Outcome.Failed(revision, e.problem()));
        }
    }
}
