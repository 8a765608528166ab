/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.activation.Outcome;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Status;
import dev.berth.host.lifecycle.Planned.Applied;
import dev.berth.host.resolve.Plan;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings what is installed to life: restore an archived extension, or try to activate one again (LIFE-30, LIFE-111). */
final class Revive {
    private final World world;
    private final Resumption resumption;

    Revive(World world) {
        this.world = world;
        this.resumption = new Resumption(world);
    }

    Planned restore(Target row) {
        if (row.isLive()) {
            return activate(row);
        }
        List<Problem> unmet =
                new ArrayList<>(world.gates().entering(row.asLive(), "It was not restored; nothing changed."));
        Quarantine.of(row.extension()).ifPresent(unmet::add);
        world.required()
                .refusal(row.id(), row.manifest().version().toString(), "It was not restored; nothing changed.")
                .ifPresent(unmet::add);
        if (!unmet.isEmpty()) {
            return new Planned.Refused(unmet);
        }
        return new Planned.Ready(plan("restore", row, "Restores " + row.subject() + " and activates it."), by -> {
            if (!world.contents().isIntact(row.current().packageDigest())) {
                throw new ProblemException(new Quarantine(world).put(row.extension(), by));
            }
            refuseUnfit(row);
            Status status = StatusTable.RESTORE.result(row);
            Changes changes = new Changes();
            world.change(row, status, "restore", by, changes);
            changes.commit(world.transactor());
            world.activator().seenAnew("restore " + row.subject(), row.id());
            Applied restored = world.isActive(world.registry().require(row.id()))
                    ? new Applied(true, row.subject() + " is active.", List.of())
                    : tried(row.current(), "restore");
            return resumed(row, restored, by);
        });
    }

    /** An update that waited for a grant goes on, if that was decided while the row was archived (LIFE-97). */
    private Applied resumed(Target row, Applied restored, By by) {
        List<Outcome> more = resumption.ifDecided(world.registry().require(row.id()), by);
        List<Outcome> outcomes = new ArrayList<>(restored.outcomes());
        outcomes.addAll(more);
        return new Applied(true, restored.summary() + (more.isEmpty() ? "" : " Its update went on."), outcomes);
    }

    /** What went live since may hold its role, its packages or its capabilities; then it stays archived (MAN-45, MAN-73). */
    private void refuseUnfit(Target row) {
        Revision revision = row.current();
        List<Problem> problems = world.verifier()
                .recheck(
                        world.contents().path(revision.packageDigest()),
                        revision.manifest(),
                        world.liveExtensions().seenBy(revision.tier()));
        List<Problem> all = new ArrayList<>(world.standing().judged(revision).against());
        all.addAll(problems);
        if (!all.isEmpty()) {
            throw new ProblemException(all);
        }
    }

    /** The content that is there already changes nothing; what is live is tried again (LIFE-13, LIFE-103). */
    Planned again(InstalledExtension there) {
        List<Target> rows = world.targets().all(there);
        return rows.stream()
                .filter(Target::isLive)
                .findFirst()
                .map(this::activate)
                .orElseGet(() -> {
                    String nothing = there.current().subject() + " is archived, and has this content already.";
                    return new Planned.Ready(
                            plan("update", rows.get(0), nothing + " Nothing is done."),
                            by -> new Applied(false, nothing, List.of()));
                });
    }

    Planned activate(Target row) {
        Optional<Problem> refusal = StatusTable.ACTIVATE.refusal(row).or(() -> Quarantine.of(row.extension()));
        if (refusal.isPresent()) {
            return new Planned.Refused(refusal.get());
        }
        boolean active = world.isActive(row.extension());
        String effect = active
                ? row.current().subject() + " is active already; nothing is done."
                : "Tries to activate " + row.current().subject() + " again.";
        return new Planned.Ready(
                plan("activate", row, effect),
                by -> active
                        ? new Applied(false, row.current().subject() + " is active already.", List.of())
                        : tried(row.current(), "activate"));
    }

    private Plan plan(String operation, Target row, String effect) {
        return new Plan(
                operation,
                row.current().subject(),
                List.of(effect),
                List.of(),
                row.facts().with("active", world.isActive(row.extension())),
                List.of());
    }

    Applied tried(Revision revision, String reason) {
        String subject = revision.subject();
        List<Outcome> outcomes =
                new ArrayList<>(world.activator().activate(reason + " " + subject, List.of(revision), world.beside()));
        outcomes.addAll(world.wake());
        String summary = outcomes.get(0)
                .why()
                .map(problem -> subject + " is installed, not active [" + problem.code() + "].")
                .orElse(subject + " is active.");
        return new Applied(true, summary, outcomes);
    }
}
