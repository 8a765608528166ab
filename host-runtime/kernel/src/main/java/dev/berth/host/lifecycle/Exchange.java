/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.activation.Activator.Swap;
import dev.berth.host.activation.Outcome;
import dev.berth.host.audit.AuditEvent.ExtensionUpdated;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Probation;
import dev.berth.host.extension.Revision;
import dev.berth.host.grant.Grant;
import dev.berth.host.grant.GrantDecision;
import dev.berth.host.grant.GrantTransitions;
import dev.berth.host.grant.PortSet;
import dev.berth.host.lifecycle.Planned.Applied;
import dev.berth.host.resolve.Gates;
import dev.berth.host.resolve.LiveRow;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Puts another revision of an extension into the place of its current one (LIFE-95 to LIFE-103). */
final class Exchange {
    private static final Set<ProblemCode> DECLINED =
            Set.of(ProblemCode.CONFIG_DISABLED, ProblemCode.CONFIG_RESOLVE_FALSE);

    private final World world;
    private final Closure closure;
    private final Preflight preflight;

    Exchange(World world) {
        this.world = world;
        this.closure = new Closure(world);
        this.preflight = new Preflight(world);
    }

    /** Returns what stands against a stored revision taking the place of the current one. */
    List<Problem> refusals(Revision next, InstalledExtension row) {
        List<Problem> problems = new ArrayList<>(gates(next.manifest(), row));
        if (problems.isEmpty() && row.isLive()) {
            problems.addAll(preflight.of(next, world.contents().path(next.packageDigest())));
        }
        return problems;
    }

    /** Judges it for the dependents of every live row: all of them change, or none (LIFE-104). */
    List<Problem> gates(ExtensionManifest next, InstalledExtension row) {
        Gates gates = world.gates();
        Set<Problem> problems = new LinkedHashSet<>();
        for (Target target : world.targets().all(row)) {
            if (target.isLive()) {
                LiveRow entering = target.as(next);
                problems.addAll(gates.entering(entering, "The update was not made; the old version runs as before."));
                gates.updateBreaks(entering).ifPresent(problems::add);
            }
        }
        return List.copyOf(problems);
    }

    /** Records what it asks for, before code of it runs (PORT-22). */
    Grant request(Grant grant, PortSet requested, By by, Changes changes) {
        GrantTransitions transitions = new GrantTransitions(by, world.clock().instant());
        if (transitions.requestNext(grant, requested) instanceof GrantDecision.Changed changed) {
            world.grants().save(changed, by, changes);
            return changed.grant();
        }
        return grant;
    }

    /** Returns the row with what comes in, watched as its operator wants it (LIFE-101). */
    InstalledExtension updated(InstalledExtension row, Revision next) {
        InstalledExtension after = row.updatedTo(next);
        Optional<Probation.Policy> policy =
                Optional.ofNullable(world.probations().get(row.id()));
        return row.isLive()
                ? after.watched(row.probation().next(policy, world.clock().instant()))
                : after;
    }

    /** Adds the row as it is after the change, its ports, and the audit of it. */
    void commit(String reason, InstalledExtension row, InstalledExtension after, By by, Changes changes) {
        Revision next = after.current();
        world.registry().save(after, changes);
        changes.add(() -> {}, () -> world.marks().forgive(next.packageDigest()));
        world.grants().commitNext(row.id(), by, changes);
        world.audit(
                new ExtensionUpdated(
                        row.id(),
                        row.manifest().version().toString(),
                        next.manifest().version().toString(),
                        next.number(),
                        next.contentDigest(),
                        reason),
                by,
                changes);
    }

    /** Brings the revision in; unless it is kept, its request for ports is dropped (PORT-39). */
    Applied swap(InstalledExtension row, Revision next, Consumer<Changes> commit, Optional<Consumer<Changes>> hold) {
        boolean kept = false;
        try {
            Applied applied = row.isLive() ? replace(row, next, commit, hold) : inPlace(next, commit);
            kept = true;
            return applied;
        } finally {
            if (!kept) {
                Changes changes = new Changes();
                world.grants().dropNext(row.id(), changes);
                changes.commit(world.transactor());
            }
        }
    }

    private Applied inPlace(Revision next, Consumer<Changes> commit) {
        Changes changes = new Changes();
        commit.accept(changes);
        changes.commit(world.transactor());
        world.collectGarbage();
        return new Applied(true, next.subject() + " is in place, and archived as before.", List.of());
    }

    private Applied replace(
            InstalledExtension row, Revision next, Consumer<Changes> commit, Optional<Consumer<Changes>> hold) {
        boolean served = world.isActive(row);
        return switch (closure.replace("update " + next.subject(), row.id(), Optional.of(next), commit)) {
            case Swap.Done(List<Outcome> outcomes) -> {
                List<Outcome> all = new ArrayList<>(outcomes);
                all.addAll(world.wake());
                world.collectGarbage();
                yield new Applied(true, row.current().subject() + " is now " + next.subject() + ", active.", all);
            }
            case Swap.RolledBack back -> {
                if (!served && isDeclined(back.cause(), next)) {
                    yield idle(next, commit);
                }
                if (hold.isEmpty() || !Waiting.isWhy(back.cause(), next)) {
                    throw rolledBack(row, next, back, served);
                }
                yield hold(row, next, back.cause(), hold.get(), served);
            }
        };
    }

    /** Tells whether what comes in chose not to be active here, which is no failure (LIFE-37, LIFE-38). */
    private static boolean isDeclined(Outcome cause, Revision next) {
        return cause instanceof Outcome.Skipped(Revision revision, Problem problem)
                && revision.equals(next)
                && DECLINED.contains(problem.code());
    }

    /** Nothing served, and nothing will: it is kept as an install would be (LIFE-86). */
    private Applied idle(Revision next, Consumer<Changes> commit) {
        Changes changes = new Changes();
        commit.accept(changes);
        changes.commit(world.transactor());
        world.collectGarbage();
        return new Revive(world).tried(next, "update");
    }

    /** Keeps it staged until the port is decided (LIFE-97). */
    private Applied hold(InstalledExtension row, Revision next, Outcome cause, Consumer<Changes> hold, boolean served) {
        Changes changes = new Changes();
        world.registry().save(row.waitingFor(Optional.of(next)), changes);
        hold.accept(changes);
        changes.commit(world.transactor());
        world.collectGarbage();
        String summary = next.subject() + " waits for a grant; " + row.current().subject()
                + (served ? " still serves." : " is in place as before, not active.");
        return new Applied(true, summary, List.of(cause));
    }

    private ProblemException rolledBack(InstalledExtension row, Revision next, Swap.RolledBack back, boolean served) {
        boolean serves = world.isActive(row);
        List<Problem> causes = new ArrayList<>(back.cause().why().stream().toList());
        if (served && !serves) {
            world.activator().outcome(row.id()).flatMap(Outcome::why).ifPresent(causes::add);
        }
        Problem problem = Problem.of(
                        ProblemCode.UPDATE_ROLLED_BACK,
                        next.subject(),
                        next.subject() + " did not come up, so the update was rolled back; "
                                + row.current().subject() + " " + fate(served, serves, back.stopped()))
                .fact("rolledBack", true)
                .fact("rollbackComplete", serves || !served)
                .causes(causes);
        return new ProblemException(
                back.cause().why().map(why -> problem.blame(why.blame())).orElse(problem));
    }

    /** What became of the version that was to be replaced. */
    private static String fate(boolean served, boolean serves, boolean stopped) {
        if (serves) {
            return stopped
                    ? "had to stop for it, was started again and serves."
                    : "was never stopped and still serves.";
        }
        return served
                ? "had to stop for it and did not come up again; no version of it serves."
                : "is in place as before, not active.";
    }
}
