/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.activation.Activator.Swap;
import dev.berth.host.activation.Outcome;
import dev.berth.host.audit.AuditEvent.PurgeCommitted;
import dev.berth.host.audit.AuditEvent.PurgeRolledBack;
import dev.berth.host.audit.AuditEvent.PurgeStarted;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Revision;
import dev.berth.host.journal.JournalEntry;
import dev.berth.host.lifecycle.Operations.Done;
import dev.berth.host.resolve.Plan;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes every trace of an extension, in exactly the order of LIFE-118. It runs on the lifecycle thread, which is the lock. Packages
 * are set aside first; until the store has committed they can be brought back, also by the next start.
 */
public final class PurgeRun {
    private final World world;
    private final Purge purge;
    private final Terms terms;

    /**
     * What the host allows.
     *
     * @param development whether it is in development mode
     * @param databases the hosts of its database; none if it lies in the home
     * @param production those that nothing is purged on
     */
    public record Terms(boolean development, List<String> databases, List<String> production) {}

    public PurgeRun(World world, Terms terms) {
        this.world = world;
        this.purge = new Purge(world);
        this.terms = terms;
    }

    /** Does it, or refuses and leaves all as it was. */
    public Done apply(ExtensionId id, Optional<String> shownDigest, By by) {
        InstalledExtension row = world.registry().require(id);
        Plan plan = checked(row, shownDigest);
        JournalEntry journal = Teardown.entry(world, Teardown.PURGE, row, JournalEntry.Phase.MATERIALIZED);
        world.transactor().run(() -> world.journal().append(journal));
        boolean committed = false;
        try {
            setAside(row);
            String status = row.status().toString();
            ForceDelete.auditFirst(world, new PurgeStarted(id, version(row), status, plan.digest()), by);
            if (!purge.describe(row).digest().equals(plan.digest())) {
                throw new ProblemException(Operations.stale(purge.describe(row), plan.digest()));
            }
            Deletion deletion = new Deletion(world, journal.at(JournalEntry.Phase.REMOVED, world.clock()), row);
            List<Outcome> outcomes = store(row, deletion, by);
            committed = true;
            return new Done(plan, deletion.finish(row.current().subject(), outcomes));
        } finally {
            if (!committed) {
                bringBack(row);
                close(journal);
            }
        }
    }

    private void bringBack(InstalledExtension row) {
        row.revisions().forEach(revision -> world.contents().bringBack(revision.packageDigest()));
    }

    /** What cannot be written now is open still, and taken back once more by the next start; why it failed is thrown already. */
    private void close(JournalEntry journal) {
        tried(() -> world.journal().append(journal.at(JournalEntry.Phase.ROLLED_BACK, world.clock())));
    }

    private List<Problem> tried(Runnable write) {
        try {
            world.transactor().run(write);
            return List.of();
        } catch (ProblemException e) {
            return e.problems();
        }
    }

    private static String version(InstalledExtension row) {
        return row.manifest().version().toString();
    }

    /** Returns the plan as it is now, unless something stands against it. */
    private Plan checked(InstalledExtension row, Optional<String> shownDigest) {
        String subject = row.current().subject();
        if (!terms.development()) {
            throw new ProblemException(Purge.operatorOnly(subject, "this host is in production"));
        }
        StatusTable.PURGE.refusal(world.targets().all(row)).ifPresent(PurgeRun::refuse);
        Plan plan = purge.describe(row);
        ProductionHosts.of(terms.production())
                .match(terms.databases())
                .ifPresent(host -> refuse(production(subject, host)));
        if (shownDigest.isEmpty()) {
            refuse(Problem.of(
                            ProblemCode.CONSENT_REQUIRED,
                            subject,
                            "Purging " + subject + " needs the digest of its plan; found none. Nothing was deleted.")
                    .operator("look at the plan and confirm it: berth plan purge " + row.id()));
        } else if (!shownDigest.get().equals(plan.digest())) {
            refuse(Operations.stale(plan, shownDigest.get()));
        }
        purge.blocked(row)
                .ifPresent(blocked -> refuse(Problem.of(
                                ProblemCode.PURGE_BLOCKED,
                                subject,
                                "Purging " + subject
                                        + " needs no live extension to need it; found some. Nothing was deleted.")
                        .operator("archive or remove them first.")
                        .causes(List.of(blocked))));
        return plan;
    }

    private static Problem production(String subject, String host) {
        return Problem.of(
                        ProblemCode.PURGE_PRODUCTION_HOST,
                        subject,
                        "Purging " + subject + " needs a database that is not for production; found the host " + host
                                + ", which the host configuration names as one. Nothing was deleted.")
                .fact("host", host)
                .operator("purge on a host with a database of its own, or take the name out of productionDatabases.");
    }

    private static void refuse(Problem problem) {
        throw new ProblemException(problem);
    }

    /** Takes every package out of reach; one that is missing stops the purge. */
    private void setAside(InstalledExtension row) {
        Set<String> aside = new HashSet<>();
        for (Revision revision : row.revisions()) {
            // A package that came in twice lies in the store once.
            if (aside.add(revision.packageDigest()) && !world.contents().setAside(revision.packageDigest())) {
                String subject = row.current().subject();
                refuse(Problem.of(
                                ProblemCode.PURGE_QUARANTINE_FAILED,
                                subject,
                                "Purging " + subject + " needs all its packages in the store; that of revision "
                                        + revision.number() + " ("
                                        + revision.manifest().version()
                                        + ") is missing. Nothing was deleted.")
                        .fact("packageDigest", revision.packageDigest())
                        .operator("bring the package in again: berth update FILE, then plan the purge anew."));
            }
        }
    }

    /** Commits the end of the rows and takes the code down; a failure brings everything back (LIFE-119). */
    private List<Outcome> store(InstalledExtension row, Deletion deletion, By by) {
        String reason = StatusTable.PURGE.operation() + " " + row.current().subject();
        try {
            Swap swap = new Closure(world)
                    .replace(reason, row.id(), Optional.empty(), changes -> commit(row, deletion, by, changes));
            return switch (swap) {
                case Swap.Done(List<Outcome> outcomes) -> outcomes;
                case Swap.RolledBack back ->
                    throw new ProblemException(back.cause().why().orElseThrow());
            };
        } catch (ProblemException e) {
            throw new ProblemException(rolledBack(row, e, by));
        }
    }

    private void commit(InstalledExtension row, Deletion deletion, By by, Changes changes) {
        deletion.commit(by, changes);
        world.audit(new PurgeCommitted(row.id(), version(row), row.revisions().size()), by, changes);
    }

    private Problem rolledBack(InstalledExtension row, ProblemException cause, By by) {
        bringBack(row);
        Set<String> stored = world.contents().digests();
        int present = (int) row.revisions().stream()
                .filter(revision -> stored.contains(revision.packageDigest()))
                .count();
        int missing = row.revisions().size() - present;
        String code = cause.problem().code().toString();
        List<Problem> unsaid = tried(
                () -> world.audit().append(new PurgeRolledBack(row.id(), version(row), present, missing, code), by));
        List<Problem> causes = new ArrayList<>(cause.problems());
        causes.addAll(unsaid);
        String subject = row.current().subject();
        return Problem.of(
                        ProblemCode.PURGE_ROLLED_BACK,
                        subject,
                        "The store could not delete " + subject + ", so the purge was rolled back; " + present + " of "
                                + row.revisions().size() + " of its packages are in place, and it runs as before."
                                + (unsaid.isEmpty() ? "" : " The audit log could not say so."))
                .fact("present", present)
                .fact("missing", missing)
                .operator("mend what the cause says, then plan the purge anew.")
                .causes(causes);
    }
}
