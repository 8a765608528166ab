/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.activation.Outcome;
import dev.berth.host.audit.AuditEvent.ExtensionInstalled;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.PackageVerifier.Verdict;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Scope;
import dev.berth.host.extension.Status;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.host.grant.GrantDecision;
import dev.berth.host.grant.GrantTransitions;
import dev.berth.host.grant.PortSet;
import dev.berth.host.lifecycle.Command.Source;
import dev.berth.host.lifecycle.Planned.Applied;
import dev.berth.host.resolve.LiveRow;
import dev.berth.host.resolve.Plan;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings a new extension in (LIFE-80 to LIFE-86). */
final class Install {
    private final World world;
    private final Intake intake;
    private final Permissions permissions;

    Install(World world, Intake intake) {
        this.world = world;
        this.intake = intake;
        this.permissions = new Permissions(world);
    }

    Planned plan(Source source, Scope scope) {
        return switch (intake.verify(source)) {
            case Verdict.Refused(List<Problem> problems) -> new Planned.Refused(problems);
            case Verdict.Trusted(VerifiedPackage verified) -> judge(verified, source, scope);
        };
    }

    private Planned judge(VerifiedPackage verified, Source source, Scope scope) {
        ExtensionManifest manifest = verified.manifest();
        Optional<Target> row = world.targets().find(manifest.id(), scope);
        if (row.filter(present -> isToRepair(present, verified)).isPresent()) {
            return new Update(world, intake).judge(verified, source, scope);
        }
        if (row.isPresent() && isSame(row.get(), verified)) {
            Planned again = new Revive(world).activate(row.get());
            Intake.release(verified).run();
            return again;
        }
        Optional<InstalledExtension> others =
                world.registry().find(manifest.id()).filter(found -> row.isEmpty());
        List<Problem> problems = new ArrayList<>();
        row.flatMap(StatusTable.INSTALL::refusal).ifPresent(problems::add);
        others.flatMap(found -> Target.sharing(found, verified, scope)).ifPresent(problems::add);
        if (problems.isEmpty()) {
            problems.addAll(intake.refusals(verified, source, scope));
            permissions.refusal(others, verified, source).ifPresent(problems::add);
            problems.addAll(world.gates()
                    .entering(new LiveRow(manifest, scope.organization()), "It was not installed; nothing changed."));
        }
        if (!problems.isEmpty()) {
            Intake.release(verified).run();
            return new Planned.Refused(problems);
        }
        return new Planned.Ready(
                describe(verified, source, scope),
                by -> others.map(found -> join(found, verified, source, scope, by))
                        .orElseGet(() -> apply(verified, source, scope, by)),
                Intake.release(verified));
    }

    /** Bringing the same bytes in again repairs what is damaged (TRUST-154). */
    private boolean isToRepair(Target row, VerifiedPackage verified) {
        return row.isLive()
                && row.current().packageDigest().equals(verified.packageDigest())
                && !world.holds(row.extension(), verified);
    }

    /** The same bytes again change nothing; activation is tried again (LIFE-12). */
    static boolean isSame(Target row, VerifiedPackage verified) {
        return row.status() == Status.ACTIVE && row.current().packageDigest().equals(verified.packageDigest());
    }

    Plan describe(VerifiedPackage verified, Source source, Scope scope) {
        ExtensionManifest manifest = verified.manifest();
        PortSet requested = PortSet.of(manifest.requestedPorts());
        PortSet approved = intake.approvals(verified, source.grant());
        List<String> effects = new ArrayList<>();
        String whose = scope.equals(Scope.PLATFORM) ? "" : " for " + scope;
        effects.add("Installs " + manifest.subject() + " (" + manifest.kind() + ", " + verified.tier() + ") from "
                + source.name() + whose + ".");
        effects.add("It requests the ports: " + requested + ". Granted now: " + approved + "; left pending: "
                + requested.minus(approved) + ".");
        permissions.effect(Optional.empty(), verified).ifPresent(effects::add);
        effects.add(
                manifest.serverEntry().isPresent()
                        ? "Runs its code: register, then bootstrap."
                        : "It has no code to run.");
        effects.addAll(intake.acknowledged(verified));
        JsonObject facts = JsonObject.of(
                "id", manifest.id().value(),
                "version", manifest.version().toString(),
                "kind", manifest.kind(),
                "tier", verified.tier(),
                "packageDigest", verified.packageDigest(),
                "contentDigest", verified.contentDigest(),
                "requestedPorts", requested.names(),
                "grantedPorts", approved.names(),
                "permissions", manifest.permissions());
        List<Problem> warnings = new ArrayList<>(verified.warnings());
        warnings.addAll(world.gates().cyclesBroken(new LiveRow(manifest, scope.organization())));
        return new Plan("install", manifest.subject(), effects, List.of(), Target.facts(scope, facts), warnings);
    }

    private Applied apply(VerifiedPackage verified, Source source, Scope scope, By by) {
        new Teardown(world).settle(verified.manifest().id());
        Revision revision = intake.revision(verified, 1, source);
        return intake.journalled("install", new Intake.Incoming(verified, revision, List.of(scope)), finalize -> {
            Changes changes = new Changes();
            world.registry().save(world.first(revision, scope), changes);
            admit(revision, verified, source, scope, by, changes);
            finalize.accept(changes);
            changes.commit(world.transactor());
            return activated(revision);
        });
    }

    /** Adds a row to an extension that is there; code that runs already runs for it too (LIFE-4). */
    private Applied join(InstalledExtension there, VerifiedPackage verified, Source source, Scope scope, By by) {
        Revision revision = there.current();
        Changes changes = new Changes();
        world.registry().save(there.with(scope, world.row(there.id(), source.origin())), changes);
        admit(revision, verified, source, scope, by, changes);
        changes.commit(world.transactor());
        world.activator().seenAnew("install " + revision.subject() + " for " + scope, revision.id());
        return world.isActive(world.registry().require(revision.id()))
                ? new Applied(true, revision.subject() + " is installed for " + scope + " too, and active.", List.of())
                : activated(revision);
    }

    /** Adds what a row has beside it: its grant, the consents to it, the audit. */
    void admit(Revision revision, VerifiedPackage verified, Source source, Scope scope, By by, Changes changes) {
        grant(verified, source, scope, by, changes);
        intake.consent(verified, source, by, changes);
        permissions.audit(Optional.empty(), verified, by, changes);
        world.audit(
                new ExtensionInstalled(
                        revision.id(),
                        scope.organization(),
                        revision.manifest().version().toString(),
                        revision.number(),
                        revision.contentDigest()),
                by,
                changes);
    }

    /** Records what it asks for, and approves what is approved at once; its permissions were agreed to with it (MAN-104). */
    void grant(VerifiedPackage verified, Source source, Scope scope, By by, Changes changes) {
        GrantTransitions transitions = new GrantTransitions(by, world.clock().instant());
        ExtensionId id = verified.manifest().id();
        PortSet requested = PortSet.of(verified.manifest().requestedPorts());
        world.permissions().consent(id, verified.manifest().permissions(), by, changes);
        Optional<String> whose = scope.organization();
        if (transitions.request(world.grants().find(id, whose), id, whose, requested)
                instanceof GrantDecision.Changed changed) {
            world.grants().save(changed, by, changes);
            intake.approve(changed.grant(), requested, verified, source.grant(), by, changes);
        }
    }

    private Applied activated(Revision revision) {
        List<Outcome> outcomes = new ArrayList<>(
                world.activator().activate("install " + revision.subject(), List.of(revision), world.beside()));
        outcomes.addAll(world.wake());
        return new Applied(true, summary(revision, outcomes.get(0)), outcomes);
    }

    private static String summary(Revision revision, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Activated active -> revision.subject() + " is installed and active.";
            case Outcome.Skipped skipped ->
                revision.subject() + " is installed, not active ["
                        + skipped.problem().code() + "].";
            case Outcome.Failed failed ->
                revision.subject() + " is installed, not active ["
                        + failed.problem().code() + "].";
            case Outcome.Stopped stopped -> revision.subject() + " is installed.";
        };
    }
}
