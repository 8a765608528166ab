/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.activation.Activator.Swap;
import dev.berth.host.activation.JournalEntry.Phase;
import dev.berth.host.activation.Outcome;
import dev.berth.host.audit.AuditEvent.ExtensionUpdated;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.PackageVerifier.Verdict;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Scope;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.host.grant.Grant;
import dev.berth.host.grant.GrantDecision;
import dev.berth.host.grant.GrantTransitions;
import dev.berth.host.grant.PortSet;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.host.lifecycle.Command.Source;
import dev.berth.host.lifecycle.Planned.Applied;
import dev.berth.host.resolve.Gates;
import dev.berth.host.resolve.LiveRow;
import dev.berth.host.resolve.Plan;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Brings another revision of an installed extension in, beside the old one (LIFE-95 to LIFE-103). */
final class Update {
    private final World world;
    private final Intake intake;
    private final Closure closure;
    private final Preflight preflight;
    private final Waiting waiting;
    private final Permissions permissions;

    Update(World world, Intake intake) {
        this.world = world;
        this.intake = intake;
        this.closure = new Closure(world);
        this.preflight = new Preflight(world);
        this.waiting = new Waiting(world);
        this.permissions = new Permissions(world);
    }

    Planned plan(Source source, Scope scope) {
        return switch (intake.verify(source)) {
            case Verdict.Refused(List<Problem> problems) -> new Planned.Refused(problems);
            case Verdict.Trusted(VerifiedPackage verified) -> judge(verified, source, scope);
        };
    }

    Planned judge(VerifiedPackage verified, Source source, Scope scope) {
        ExtensionId id = verified.manifest().id();
        Optional<InstalledExtension> found = world.registry().find(id);
        List<Problem> problems = new ArrayList<>();
        Optional<Problem> notIts = world.targets().refusal(id, scope);
        if (notIts.isPresent()) {
            problems.add(
                    notIts.get().code() == ProblemCode.EXTENSION_NOT_FOUND
                            ? notIts.get().operator("bring it in for the first time: berth install " + source.name())
                            : notIts.get());
        } else if (found.orElseThrow().quarantine().isEmpty()
                && found.get().current().packageDigest().equals(verified.packageDigest())) {
            Planned again =
                    new Revive(world).activate(world.targets().all(found.get()).get(0));
            Intake.release(verified).run();
            return again;
        } else {
            world.targets()
                    .all(found.get())
                    .forEach(row -> StatusTable.UPDATE.refusal(row).ifPresent(problems::add));
            problems.addAll(intake.refusals(verified, source));
            permissions.refusal(found, verified, source).ifPresent(problems::add);
            problems.addAll(gates(verified.manifest(), found.get()));
            if (problems.isEmpty() && found.get().isLive()) {
                problems.addAll(
                        preflight.of(intake.revision(verified, found.get().nextRevision(), source), verified.file()));
            }
        }
        if (!problems.isEmpty()) {
            Intake.release(verified).run();
            return new Planned.Refused(problems);
        }
        InstalledExtension row = found.orElseThrow();
        return new Planned.Ready(
                describe(verified, row, source),
                by -> apply(verified, row, source, scope, by),
                Intake.release(verified));
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
    private List<Problem> gates(ExtensionManifest next, InstalledExtension row) {
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

    private Plan describe(VerifiedPackage verified, InstalledExtension row, Source source) {
        PortSet requested = PortSet.of(verified.manifest().requestedPorts());
        PortSet before = PortSet.of(row.manifest().requestedPorts());
        List<String> effects = new ArrayList<>();
        effects.add("Updates " + row.current().subject() + " to "
                + verified.manifest().version() + " (" + verified.tier() + ") from " + source.name() + ".");
        PortSet grown = requested.minus(before);
        if (!grown.isEmpty()) {
            effects.add("New ports requested: " + grown + ". Granted now: "
                    + grown.and(intake.approvals(verified, source.grant())) + ".");
        }
        permissions.effect(Optional.of(row), verified).ifPresent(effects::add);
        effects.add(
                row.isLive()
                        ? "The old version serves until the new one has registered and bootstrapped; no call fails."
                        : "It is archived and stays so; only its content changes.");
        List<String> owners = row.rows().keySet().stream().map(Scope::toString).toList();
        if (owners.size() > 1) {
            effects.add("It changes for all that have it: " + String.join(", ", owners) + ".");
        }
        effects.addAll(intake.acknowledged(verified));
        JsonObject facts = JsonObject.of(
                "id", row.id().value(),
                "from", row.manifest().version().toString(),
                "fromRevision", row.current().number(),
                "version", verified.manifest().version().toString(),
                "status", row.status(),
                "packageDigest", verified.packageDigest(),
                "contentDigest", verified.contentDigest(),
                "requestedPorts", requested.names(),
                "permissions", verified.manifest().permissions());
        List<Problem> warnings = new ArrayList<>(verified.warnings());
        if (row.isLive()) {
            warnings.addAll(
                    world.gates().cyclesBroken(world.targets().all(row).get(0).as(verified.manifest())));
        }
        return new Plan(
                "update",
                row.current().subject(),
                effects,
                closure.touches(row.id()),
                owners.size() > 1 ? facts.with("installedFor", owners) : facts,
                warnings);
    }

    private Applied apply(VerifiedPackage verified, InstalledExtension row, Source source, Scope scope, By by) {
        Revision next = intake.revision(verified, row.nextRevision(), source);
        return intake.phased("update", verified, end -> {
            requestPorts(row, verified, source, scope, by);
            Consumer<Changes> agreed = changes -> {
                intake.consent(verified, source, by, changes);
                permissions.audit(Optional.of(row), verified, by, changes);
            };
            Consumer<Changes> commit = changes -> {
                commit("update", row, next, by, changes);
                agreed.accept(changes);
                end.accept(Phase.FINALIZED, changes);
            };
            Consumer<Changes> hold = changes -> {
                agreed.accept(changes);
                end.accept(Phase.WAITING, changes);
            };
            return swap(row, next, commit, Optional.of(hold));
        });
    }

    /** Records what the new revision asks for, before code of it runs (PORT-22). */
    void requestPorts(InstalledExtension row, VerifiedPackage verified, Source source, Scope scope, By by) {
        PortSet requested = PortSet.of(verified.manifest().requestedPorts());
        Changes changes = new Changes();
        waiting.supersede(row, changes);
        for (Grant grant : world.grants().rows(row.id())) {
            Grant asked = request(grant, requested, by, changes);
            PortSet fresh = requested.minus(grant.standing().requested());
            // What is said beside the update is said for the scope of the command; the others decide for themselves.
            GrantChoice choice =
                    grant.organization().equals(scope.organization()) ? source.grant() : new GrantChoice.None();
            intake.approve(asked.reconsidered(), fresh, verified, choice, by, changes);
        }
        changes.commit(world.transactor());
    }

    private Grant request(Grant grant, PortSet requested, By by, Changes changes) {
        GrantTransitions transitions = new GrantTransitions(by, world.clock().instant());
        if (transitions.requestNext(grant, requested) instanceof GrantDecision.Changed changed) {
            world.grants().save(changed, by, changes);
            return changed.grant();
        }
        return grant;
    }

    void commit(String reason, InstalledExtension row, Revision next, By by, Changes changes) {
        world.registry().save(row.updatedTo(next), changes);
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
    private Applied swap(
            InstalledExtension row, Revision next, Consumer<Changes> commit, Optional<Consumer<Changes>> hold) {
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
        return switch (closure.replace("update " + next.subject(), row.id(), Optional.of(next), commit)) {
            case Swap.Done(List<Outcome> outcomes) -> {
                List<Outcome> all = new ArrayList<>(outcomes);
                all.addAll(world.wake());
                world.collectGarbage();
                yield new Applied(true, row.current().subject() + " is now " + next.subject() + ", active.", all);
            }
            case Swap.RolledBack(Outcome cause) -> {
                if (hold.isEmpty() || !Waiting.isWhy(cause, next)) {
                    throw rolledBack(row, next, cause);
                }
                yield hold(row, next, cause, hold.get());
            }
        };
    }

    /** Keeps it staged until the port is decided (LIFE-97). */
    private Applied hold(InstalledExtension row, Revision next, Outcome cause, Consumer<Changes> hold) {
        Changes changes = new Changes();
        world.registry().save(row.waitingFor(Optional.of(next)), changes);
        hold.accept(changes);
        changes.commit(world.transactor());
        world.collectGarbage();
        String summary = next.subject() + " waits for a grant; " + row.current().subject() + " still serves.";
        return new Applied(true, summary, List.of(cause));
    }

    private ProblemException rolledBack(InstalledExtension row, Revision next, Outcome cause) {
        boolean served = world.isActive(row);
        Problem problem = Problem.of(
                        ProblemCode.UPDATE_ROLLED_BACK,
                        next.subject(),
                        next.subject() + " did not come up, so the update was rolled back; "
                                + (served
                                        ? row.current().subject() + " was never stopped and still serves."
                                        : row.current().subject() + " is in place as before, not active."))
                .fact("rolledBack", true)
                .fact("rollbackComplete", true)
                .causes(cause.why().stream().toList());
        return new ProblemException(
                cause.why().map(why -> problem.blame(why.blame())).orElse(problem));
    }

    /**
     * Goes back to a kept revision by the same steps (LIFE-101).
     *
     * @param to its version or number; nothing for the one before
     */
    Planned rollback(InstalledExtension row, Optional<String> to) {
        Optional<Revision> found = to.isEmpty() ? row.previous() : RollbackTarget.find(row, to.get());
        if (found.isEmpty()) {
            return new Planned.Refused(RollbackTarget.missing(row, to));
        }
        Revision target = found.get();
        if (!world.contents().isIntact(target.packageDigest())) {
            // Before its bytes are read for anything else.
            return new Planned.Refused(Quarantine.damaged(target, "It was not brought back; nothing changed."));
        }
        List<Problem> problems = new ArrayList<>(refusals(target, row));
        intake.pin(target.manifest(), "It was not brought back; nothing changed.")
                .ifPresent(problems::add);
        if (!problems.isEmpty()) {
            return new Planned.Refused(problems);
        }
        Plan plan = new Plan(
                "rollback",
                row.current().subject(),
                List.of(
                        "Goes back from " + row.current().subject() + " to "
                                + target.manifest().version() + ".",
                        "The current version serves until the other has registered and bootstrapped; no call fails."),
                closure.touches(row.id()),
                JsonObject.of(
                        "id", row.id().value(),
                        "fromRevision", row.current().number(),
                        "toRevision", target.number(),
                        "packageDigest", target.packageDigest()),
                List.of());
        return new Planned.Ready(plan, by -> {
            Changes request = new Changes();
            waiting.supersede(row, request);
            PortSet requested = PortSet.of(target.manifest().requestedPorts());
            world.grants().rows(row.id()).forEach(grant -> request(grant, requested, by, request));
            request.commit(world.transactor());
            Consumer<Changes> commit = changes -> commit("rollback", row, target, by, changes);
            return swap(row, target, commit, Optional.empty());
        });
    }
}
