/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.PackageVerifier.Verdict;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Scope;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.host.grant.Grant;
import dev.berth.host.grant.PortSet;
import dev.berth.host.journal.JournalEntry.Phase;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.host.lifecycle.Command.Source;
import dev.berth.host.lifecycle.Planned.Applied;
import dev.berth.host.resolve.Plan;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Brings another revision of an installed extension in, beside the old one (LIFE-95 to LIFE-103). */
final class Update {
    private final World world;
    private final Intake intake;
    private final Closure closure;
    private final Exchange exchange;
    private final Preflight preflight;
    private final Waiting waiting;
    private final Permissions permissions;

    Update(World world, Intake intake) {
        this.world = world;
        this.intake = intake;
        this.closure = new Closure(world);
        this.exchange = new Exchange(world);
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
        } else if (world.holds(found.orElseThrow(), verified)) {
            Planned again = new Revive(world).again(found.get());
            Intake.release(verified).run();
            return again;
        } else {
            world.targets()
                    .all(found.get())
                    .forEach(row -> StatusTable.UPDATE.refusal(row).ifPresent(problems::add));
            problems.addAll(intake.refusals(verified, source, scope));
            permissions.refusal(found, verified, source).ifPresent(problems::add);
            intake.lowered(found.get(), verified, source).ifPresent(problems::add);
            problems.addAll(exchange.gates(verified.manifest(), found.get()));
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
                describe(verified, row, source, scope),
                by -> apply(verified, row, source, scope, by),
                Intake.release(verified));
    }

    private Plan describe(VerifiedPackage verified, InstalledExtension row, Source source, Scope scope) {
        PortSet requested = PortSet.of(verified.manifest().requestedPorts());
        PortSet before = PortSet.of(row.manifest().requestedPorts());
        List<String> effects = new ArrayList<>();
        effects.add("Updates " + row.current().subject() + " to "
                + verified.manifest().version() + " (" + verified.tier() + ") from " + source.name() + ".");
        PortSet grown = requested.minus(before);
        PortSet granted = intake.approvals(verified, source.grant(), grown);
        if (!grown.isEmpty()) {
            effects.add("New ports requested: " + grown + ". Granted now: " + grown.and(granted) + ".");
        }
        PortSet more = granted.minus(grown)
                .minus(world.grants()
                        .find(row.id(), scope.organization())
                        .map(grant -> grant.asked().approved())
                        .orElse(PortSet.NONE));
        if (!more.isEmpty()) {
            effects.add("Granted now, of the ports that it asked for before: " + more + ".");
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
                "tier", verified.tier(),
                "packageDigest", verified.packageDigest(),
                "contentDigest", verified.contentDigest(),
                "requestedPorts", requested.names(),
                "grantedPorts", granted.names(),
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
        Intake.Incoming incoming =
                new Intake.Incoming(verified, next, row.rows().keySet());
        Consumer<Changes> request = changes -> requestPorts(row, verified, source, scope, by, changes);
        return intake.phased("update", incoming, Optional.of(request), end -> {
            Consumer<Changes> agreed = changes -> {
                intake.consent(verified, source, by, changes);
                intake.consentToLower(row, verified, by, changes);
                permissions.audit(Optional.of(row), verified, by, changes);
            };
            Consumer<Changes> commit = changes -> {
                exchange.commit("update", row, exchange.updated(row, next), by, changes);
                agreed.accept(changes);
                end.accept(Phase.FINALIZED, changes);
            };
            Consumer<Changes> hold = changes -> {
                agreed.accept(changes);
                end.accept(Phase.WAITING, changes);
            };
            return exchange.swap(row, next, commit, Optional.of(hold));
        });
    }

    /** Records what the new revision asks for, and the consent to its permissions, before code of it runs (PORT-22). */
    void requestPorts(
            InstalledExtension row, VerifiedPackage verified, Source source, Scope scope, By by, Changes changes) {
        PortSet requested = PortSet.of(verified.manifest().requestedPorts());
        waiting.supersede(row, changes);
        world.permissions().consent(row.id(), verified.manifest().permissions(), by, changes);
        if (world.grants().rows(row.id()).isEmpty()) {
            // They could not be read, or are gone: it is asked for anew (LIFE-42).
            Install install = new Install(world, intake);
            row.rows()
                    .keySet()
                    .forEach(each -> install.grant(
                            verified,
                            each.equals(scope) ? source : source.granting(new GrantChoice.None()),
                            each,
                            by,
                            changes));
        }
        for (Grant grant : world.grants().rows(row.id())) {
            Grant asked = exchange.request(grant, requested, by, changes);
            PortSet fresh = requested.minus(grant.standing().requested());
            // What is said beside the update is said for the scope of the command; the others decide for themselves.
            GrantChoice choice =
                    grant.organization().equals(scope.organization()) ? source.grant() : new GrantChoice.None();
            intake.approve(asked.reconsidered(), fresh, verified, choice, by, changes);
        }
    }
}
