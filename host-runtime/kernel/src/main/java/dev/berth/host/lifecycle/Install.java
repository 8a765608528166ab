/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.activation.Outcome;
import dev.berth.host.audit.AuditEvent.ExtensionInstalled;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.PackageVerifier.Verdict;
import dev.berth.host.extension.Revision;
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

    Install(World world, Intake intake) {
        this.world = world;
        this.intake = intake;
    }

    Planned plan(Source source) {
        return switch (intake.verify(source)) {
            case Verdict.Refused(List<Problem> problems) -> new Planned.Refused(problems);
            case Verdict.Trusted(VerifiedPackage verified) -> judge(verified, source);
        };
    }

    private Planned judge(VerifiedPackage verified, Source source) {
        ExtensionManifest manifest = verified.manifest();
        Optional<InstalledExtension> row = world.registry().find(manifest.id());
        if (row.isPresent() && isSame(row.get(), verified)) {
            Planned again = new Revive(world).activate(row.get());
            Intake.release(verified).run();
            return again;
        }
        List<Problem> problems = new ArrayList<>();
        row.flatMap(StatusTable.INSTALL::refusal).ifPresent(problems::add);
        if (problems.isEmpty()) {
            problems.addAll(intake.refusals(verified, source));
            problems.addAll(
                    world.gates().entering(LiveRow.ofPlatform(manifest), "It was not installed; nothing changed."));
        }
        if (!problems.isEmpty()) {
            Intake.release(verified).run();
            return new Planned.Refused(problems);
        }
        return new Planned.Ready(
                describe(verified, source), by -> apply(verified, source, by), Intake.release(verified));
    }

    /** The same bytes again change nothing; activation is tried again (LIFE-12). */
    private static boolean isSame(InstalledExtension row, VerifiedPackage verified) {
        return row.status() == Status.ACTIVE && row.current().packageDigest().equals(verified.packageDigest());
    }

    private Plan describe(VerifiedPackage verified, Source source) {
        ExtensionManifest manifest = verified.manifest();
        PortSet requested = PortSet.of(manifest.requestedPorts());
        PortSet approved = intake.approvals(verified, source.grant());
        List<String> effects = new ArrayList<>();
        effects.add("Installs " + manifest.subject() + " (" + manifest.kind() + ", " + verified.tier() + ") from "
                + source.name() + ".");
        effects.add("It requests the ports: " + requested + ". Granted now: " + approved + "; left pending: "
                + requested.minus(approved) + ".");
        if (!manifest.permissions().isEmpty()) {
            effects.add("It asks for the permissions: " + String.join(", ", manifest.permissions())
                    + ". This host records them; no isolation layer enforces them yet.");
        }
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
        warnings.addAll(world.gates().cyclesBroken(LiveRow.ofPlatform(manifest)));
        return new Plan("install", manifest.subject(), effects, List.of(), facts, warnings);
    }

    private Applied apply(VerifiedPackage verified, Source source, By by) {
        Revision revision = intake.revision(verified, 1, source);
        return intake.journalled("install", verified, finalize -> {
            Changes changes = new Changes();
            world.registry()
                    .save(new InstalledExtension(revision, Optional.empty(), Status.ACTIVE, Optional.empty()), changes);
            grant(verified, source, by, changes);
            intake.consent(verified, source, by, changes);
            world.audit(
                    new ExtensionInstalled(
                            revision.id(), revision.manifest().version().toString(), 1, revision.contentDigest()),
                    by,
                    changes);
            finalize.accept(changes);
            changes.commit(world.transactor());
            return activated(revision);
        });
    }

    private void grant(VerifiedPackage verified, Source source, By by, Changes changes) {
        GrantTransitions transitions = new GrantTransitions(by, world.clock().instant());
        ExtensionId id = verified.manifest().id();
        PortSet requested = PortSet.of(verified.manifest().requestedPorts());
        if (transitions.request(world.grants().find(id), id, requested) instanceof GrantDecision.Changed changed) {
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
