/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.audit.AuditEvent.ConsentGiven;
import dev.berth.host.audit.AuditEvent.LicenseAcknowledged;
import dev.berth.host.audit.AuditEvent.LowerTierAccepted;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.PackageVerifier.Verdict;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Scope;
import dev.berth.host.extension.Tier;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.host.grant.Grant;
import dev.berth.host.grant.GrantDecision;
import dev.berth.host.grant.GrantTransitions;
import dev.berth.host.grant.PortSet;
import dev.berth.host.journal.JournalEntry;
import dev.berth.host.journal.JournalEntry.Phase;
import dev.berth.host.lifecycle.Command.Consent;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.host.lifecycle.Command.Source;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** What install and update share: verify the file, judge what an operator must agree to, store the bytes, keep the journal. */
final class Intake {
    /** How versions of working copies start, which nobody publishes (LIFE-68, LIFE-160). */
    private static final String DEVELOPMENT = "0.0.0-dev.";

    private final World world;
    private final Undo undo;

    Intake(World world) {
        this.world = world;
        this.undo = new Undo(world);
    }

    /** Verifies a package file; a refusal leaves nothing behind. */
    Verdict verify(Source source) {
        return world.verifier().verify(source.file(), source.name(), world.liveExtensions()::seenBy);
    }

    /** Returns what stands against taking this package for a scope, whatever is installed. */
    List<Problem> refusals(VerifiedPackage verified, Source source, Scope scope) {
        List<Problem> problems = new ArrayList<>();
        String subject = verified.manifest().subject();
        pin(verified.manifest(), "It was not taken; nothing changed.").ifPresent(problems::add);
        problems.addAll(world.kinds().preflight(verified.manifest(), scope));
        if (!world.unsignedAllowed() && verified.manifest().version().toString().startsWith(DEVELOPMENT)) {
            problems.add(Problem.of(
                            ProblemCode.VERSION_DEV,
                            subject,
                            subject + " needs a host in development mode, since its version is that of a working copy;"
                                    + " found one in production. It was not installed.")
                    .operator("ask the author for a release, or start a host of your own with berth up --dev.")
                    .author("set the version of the release."));
        }
        if (verified.tier() == Tier.UNSIGNED
                && !world.unsignedAllowed()
                && !source.consents().contains(Consent.UNSIGNED)) {
            problems.add(Problem.of(
                            ProblemCode.UNSIGNED_NEEDS_CONSENT,
                            subject,
                            subject
                                    + " needs a signature, or your consent to run it without one; it has no signature. It was not"
                                    + " installed.")
                    .fact("contentDigest", verified.contentDigest())
                    .operator("if you trust where " + source.name() + " came from, add --accept-unsigned."));
        }
        if (!source.consents().contains(Consent.LICENSE)) {
            problems.addAll(verified.acknowledgements());
        }
        if (source.grant() instanceof GrantChoice.Only(PortSet ports)) {
            PortSet beyond = ports.minus(PortSet.of(verified.manifest().requestedPorts()));
            if (!beyond.isEmpty()) {
                problems.add(Problem.of(
                                ProblemCode.GRANT_NOT_REQUESTED,
                                subject,
                                subject + " does not request the port " + beyond + "; it requests: "
                                        + PortSet.of(verified.manifest().requestedPorts()) + ". It was not installed.")
                        .operator("leave it out of --grant."));
            }
        }
        return problems;
    }

    /** Returns why an update must not be trusted less than what it replaces, unless the operator agrees (TRUST-92). */
    Optional<Problem> lowered(InstalledExtension row, VerifiedPackage verified, Source source) {
        if (!isLowered(row, verified) || source.consents().contains(Consent.LOWER_TIER)) {
            return Optional.empty();
        }
        String subject = verified.manifest().subject();
        return Optional.of(Problem.of(
                        ProblemCode.TIER_LOWERED,
                        subject,
                        subject + " needs evidence as good as that of "
                                + row.current().subject() + ", which is "
                                + row.current().tier() + "; it is "
                                + verified.tier() + ". The update was not made; the old version runs as before.")
                .fact("contentDigest", verified.contentDigest())
                .author("sign it with a key that the host knows: berth sign FILE")
                .operator("if you trust where " + source.name() + " came from, add --accept-lower-tier."));
    }

    private static boolean isLowered(InstalledExtension row, VerifiedPackage verified) {
        return verified.tier().compareTo(row.current().tier()) > 0;
    }

    /** Adds the audit of the consent to a lower tier. */
    void consentToLower(InstalledExtension row, VerifiedPackage verified, By by, Changes changes) {
        if (isLowered(row, verified)) {
            world.audit(
                    new LowerTierAccepted(
                            row.id(),
                            verified.manifest().version().toString(),
                            row.current().tier().toString(),
                            verified.tier().toString(),
                            verified.contentDigest()),
                    by,
                    changes);
        }
    }

    /** Returns why the configuration of the host does not allow this version (LIFE-141). */
    Optional<Problem> pin(ExtensionManifest manifest, String effect) {
        return world.required().refusal(manifest.id(), manifest.version().toString(), effect);
    }

    /** Returns the ports that are approved at once: by the operator, by policy, by configuration. */
    PortSet approvals(VerifiedPackage verified, GrantChoice choice) {
        return approvals(verified, choice, PortSet.of(verified.manifest().requestedPorts()));
    }

    /** The same where policy and configuration decide on some of them alone (PORT-27). */
    PortSet approvals(VerifiedPackage verified, GrantChoice choice, PortSet fresh) {
        return chosen(choice, PortSet.of(verified.manifest().requestedPorts()))
                .plus(world.policy().byTier(verified.tier(), fresh))
                .plus(world.policy().byConfig(verified.manifest().id(), fresh));
    }

    private static PortSet chosen(GrantChoice choice, PortSet requested) {
        return switch (choice) {
            case GrantChoice.All all -> requested;
            case GrantChoice.None none -> PortSet.NONE;
            case GrantChoice.Only(PortSet ports) -> ports.and(requested);
        };
    }

    /**
     * Approves at once what policy, configuration and operator say, each in its own name (PORT-35, PORT-36).
     *
     * @param fresh ports that were not requested before; policy and configuration decide on these alone, so that a denial or a
     *     revocation outlives an update (PORT-27)
     */
    void approve(Grant asked, PortSet fresh, VerifiedPackage verified, GrantChoice choice, By by, Changes changes) {
        PortSet byTier = world.policy().byTier(verified.tier(), fresh);
        PortSet byConfig = world.policy().byConfig(asked.extension(), fresh);
        Grant grant = approve(asked, byTier, By.POLICY, changes);
        grant = approve(grant, byConfig, By.CONFIG, changes);
        approve(grant, chosen(choice, asked.asked().requested()), by, changes);
    }

    private Grant approve(Grant grant, PortSet ports, By by, Changes changes) {
        GrantTransitions transitions = new GrantTransitions(by, world.clock().instant());
        if (transitions.approveMore(grant, ports) instanceof GrantDecision.Changed changed) {
            world.grants().save(changed, by, changes);
            return changed.grant();
        }
        return grant;
    }

    Revision revision(VerifiedPackage verified, int number, Source source) {
        return new Revision(
                verified.manifest(),
                number,
                verified.packageDigest(),
                verified.contentDigest(),
                verified.tier(),
                source.origin(),
                world.clock().instant());
    }

    /** Says what the operator agrees to by going on with this plan (GATE-55). */
    List<String> acknowledged(VerifiedPackage verified) {
        return license(verified).stream()
                .map(license -> "You acknowledge its copyleft licence: " + license + ".")
                .toList();
    }

    private static Optional<String> license(VerifiedPackage verified) {
        return verified.acknowledgements().isEmpty()
                ? Optional.empty()
                : verified.manifest().details().license().or(() -> Optional.of("that of what is inside"));
    }

    /** Adds the audit of each consent to this very digest (TRUST-91, GATE-55). */
    void consent(VerifiedPackage verified, Source source, By by, Changes changes) {
        String version = verified.manifest().version().toString();
        if (verified.tier() == Tier.UNSIGNED && source.consents().contains(Consent.UNSIGNED)) {
            world.audit(new ConsentGiven(verified.manifest().id(), version, verified.contentDigest()), by, changes);
        }
        license(verified)
                .ifPresent(license -> world.audit(
                        new LicenseAcknowledged(verified.manifest().id(), version, verified.contentDigest(), license),
                        by,
                        changes));
    }

    /** What comes in: a package, the revision that it becomes, and for whom. */
    record Incoming(VerifiedPackage verified, Revision revision, Collection<Scope> scopes) {}

    /**
     * Stores the bytes and what its kind holds of them, then does the rest. Until the rest has written {@code finalized} in its own
     * transaction, nothing shows them; a crash or a failure in between leaves the old state (LIFE-85, LIFE-88).
     */
    <T> T journalled(String kind, Incoming incoming, Journalled<T> rest) {
        return phased(
                kind, incoming, Optional.empty(), end -> rest.run(changes -> end.accept(Phase.FINALIZED, changes)));
    }

    /**
     * The same for what can end in another phase that keeps the bytes; it is told how.
     *
     * @param request what asks for ports before the rest, if that is not part of it
     */
    <T> T phased(
            String kind,
            Incoming incoming,
            Optional<Consumer<Changes>> request,
            Function<BiConsumer<Phase, Changes>, T> rest) {
        JournalEntry entry = new JournalEntry(
                UUID.randomUUID().toString(),
                kind,
                incoming.revision().id(),
                incoming.revision().packageDigest(),
                Phase.MATERIALIZED,
                world.clock().instant());
        write(entry, changes -> {});
        AtomicBoolean kept = new AtomicBoolean();
        return undo.unless(kept, entry, () -> {
            world.contents().put(incoming.verified());
            request.ifPresent(asking -> write(entry.at(Phase.GRANTED, world.clock()), asking));
            if (world.kinds().isHeld(incoming.revision().manifest().kind())) {
                hold(incoming, entry);
            }
            return rest.apply((phase, changes) ->
                    changes.add(() -> world.journal().append(entry.at(phase, world.clock())), () -> kept.set(true)));
        });
    }

    private void hold(Incoming incoming, JournalEntry entry) {
        incoming.scopes().stream()
                .flatMap(scope -> world.kinds().preflight(incoming.revision().manifest(), scope).stream())
                .findFirst()
                .ifPresent(problem -> {
                    throw new ProblemException(problem);
                });
        write(entry.at(Phase.PREFLIGHTED, world.clock()), changes -> {});
        write(
                entry.at(Phase.WRITING, world.clock()),
                changes -> world.kinds().stage(incoming.revision(), incoming.scopes(), changes));
    }

    /** Writes a line of the journal and what it says in one transaction. */
    private void write(JournalEntry line, Consumer<Changes> work) {
        Changes changes = new Changes();
        changes.add(() -> world.journal().append(line));
        work.accept(changes);
        changes.commit(world.transactor());
    }

    /** The rest of an operation. */
    @FunctionalInterface
    interface Journalled<T> {
        /**
         * Runs it.
         *
         * @param finalize adds the terminal journal line to the changes that commit the operation
         */
        T run(Consumer<Changes> finalize);
    }

    static Runnable release(VerifiedPackage verified) {
        return () -> {
            try {
                verified.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
