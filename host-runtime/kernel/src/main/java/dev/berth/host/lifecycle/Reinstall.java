/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.PackageVerifier.Verdict;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Scope;
import dev.berth.host.extension.Status;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.host.grant.PortSet;
import dev.berth.host.journal.JournalEntry.Phase;
import dev.berth.host.lifecycle.Command.Source;
import dev.berth.host.lifecycle.Planned.Applied;
import dev.berth.host.resolve.Plan;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Brings an archived extension back at the version that is given, in one step (LIFE-15). */
final class Reinstall {
    private final World world;
    private final Intake intake;
    private final Update update;
    private final Revive revive;
    private final Exchange exchange;
    private final Permissions permissions;

    Reinstall(World world, Intake intake, Update update) {
        this.world = world;
        this.intake = intake;
        this.update = update;
        this.revive = new Revive(world);
        this.exchange = new Exchange(world);
        this.permissions = new Permissions(world);
    }

    Planned plan(Source source, Scope scope) {
        return switch (intake.verify(source)) {
            case Verdict.Refused(List<Problem> problems) -> new Planned.Refused(problems);
            case Verdict.Trusted(VerifiedPackage verified) -> {
                Planned planned = judge(verified, source, scope);
                if (!(planned instanceof Planned.Ready ready)
                        || !ready.plan().operation().equals("reinstall")) {
                    Intake.release(verified).run();
                }
                yield planned;
            }
        };
    }

    private Planned judge(VerifiedPackage verified, Source source, Scope scope) {
        ExtensionId id = verified.manifest().id();
        Optional<Target> found = world.targets().find(id, scope);
        if (found.isEmpty()) {
            return new Planned.Refused(world.targets().missing(id, scope));
        }
        Target row = found.get();
        Optional<Problem> refusal = StatusTable.REINSTALL.refusal(row);
        if (refusal.isPresent()) {
            return new Planned.Refused(refusal.get());
        }
        if (world.holds(row.extension(), verified)) {
            return revive.restore(row);
        }
        List<Problem> problems = refusals(row, verified, source);
        return problems.isEmpty()
                ? new Planned.Ready(
                        describe(row, verified, source),
                        by -> apply(row, verified, source, by),
                        Intake.release(verified))
                : new Planned.Refused(problems);
    }

    private List<Problem> refusals(Target row, VerifiedPackage verified, Source source) {
        List<Problem> problems = new ArrayList<>();
        if (row.isSharedLive()) {
            // Others run what they run; another content is for all of them (LIFE-4).
            Target.sharing(row.extension(), verified, row.scope()).ifPresent(problems::add);
            return problems;
        }
        world.targets().refusal(row.id(), row.scope()).ifPresent(problems::add);
        problems.addAll(intake.refusals(verified, source, row.scope()));
        permissions.refusal(Optional.of(row.extension()), verified, source).ifPresent(problems::add);
        problems.addAll(
                world.gates().entering(row.as(verified.manifest()), "It was not reinstalled; nothing changed."));
        return problems;
    }

    private Revision next(Target row, VerifiedPackage verified, Source source) {
        return intake.revision(verified, row.extension().nextRevision(), source);
    }

    private Plan describe(Target row, VerifiedPackage verified, Source source) {
        List<String> effects = new ArrayList<>();
        effects.add(
                "Brings " + row.subject() + " back as " + verified.manifest().version() + " (" + verified.tier()
                        + ") from " + source.name() + ", with the settings and grants that it had.");
        permissions.effect(Optional.of(row.extension()), verified).ifPresent(effects::add);
        effects.addAll(intake.acknowledged(verified));
        PortSet requested = PortSet.of(verified.manifest().requestedPorts());
        PortSet fresh = requested.minus(PortSet.of(row.manifest().requestedPorts()));
        JsonObject facts = JsonObject.of(
                "id", row.id().value(),
                "fromRevision", row.current().number(),
                "packageDigest", verified.packageDigest(),
                "requestedPorts", requested.names(),
                "grantedPorts",
                        intake.approvals(verified, source.grant(), fresh).names(),
                "status", row.status());
        return new Plan(
                "reinstall", row.current().subject(), effects, List.of(), row.facts(facts), verified.warnings());
    }

    private Applied apply(Target row, VerifiedPackage verified, Source source, By by) {
        Revision next = next(row, verified, source);
        InstalledExtension there = row.extension();
        Status status = StatusTable.REINSTALL.result(row);
        Intake.Incoming incoming =
                new Intake.Incoming(verified, next, there.rows().keySet());
        Consumer<Changes> request = changes -> update.requestPorts(there, verified, source, row.scope(), by, changes);
        intake.<Boolean>phased("reinstall", incoming, Optional.of(request), end -> {
            Changes changes = new Changes();
            world.change(row, status, "reinstall", by, changes);
            exchange.commit("reinstall", there, exchange.updated(there.status(row.scope(), status), next), by, changes);
            intake.consent(verified, source, by, changes);
            permissions.audit(Optional.of(there), verified, by, changes);
            end.accept(Phase.FINALIZED, changes);
            changes.commit(world.transactor());
            return true;
        });
        world.collectGarbage();
        return revive.tried(next, "reinstall");
    }
}
