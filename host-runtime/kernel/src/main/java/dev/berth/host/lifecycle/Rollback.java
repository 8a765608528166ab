/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Probation;
import dev.berth.host.extension.Revision;
import dev.berth.host.grant.PortSet;
import dev.berth.host.resolve.Plan;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Goes back to a revision that is kept (LIFE-101, LIFE-109). */
final class Rollback {
    private final World world;
    private final Intake intake;
    private final Exchange exchange;
    private final Closure closure;
    private final Waiting waiting;

    Rollback(World world, Intake intake) {
        this.world = world;
        this.intake = intake;
        this.exchange = new Exchange(world);
        this.closure = new Closure(world);
        this.waiting = new Waiting(world);
    }

    /**
     * Goes back to a kept revision by the same steps (LIFE-101).
     *
     * @param to its version or number; nothing for the one before
     */
    Planned plan(InstalledExtension row, Optional<String> to) {
        return plan(row, to, "rollback", row.probation().over(), changes -> {});
    }

    /** The same to the one before, because the current one failed its probation; the changes say so. */
    Planned relapse(InstalledExtension row, Consumer<Changes> told) {
        return plan(row, Optional.empty(), "probation", row.probation().fell(), told);
    }

    private Planned plan(
            InstalledExtension row, Optional<String> to, String reason, Probation left, Consumer<Changes> told) {
        Optional<Revision> found = to.isEmpty() ? row.previous() : find(row, to.get());
        if (found.isEmpty()) {
            return new Planned.Refused(missing(row, to));
        }
        Revision target = found.get();
        if (!world.contents().isIntact(target.packageDigest())) {
            // Before its bytes are read for anything else.
            return new Planned.Refused(target.damaged("It was not brought back; nothing changed."));
        }
        List<Problem> problems = new ArrayList<>(world.standing().judged(target).against());
        problems.addAll(exchange.refusals(target, row));
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
                        row.isLive()
                                ? "The current version serves until the other has registered and bootstrapped; no call fails."
                                : "It is archived and stays so; only its content changes."),
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
            world.grants().rows(row.id()).forEach(grant -> exchange.request(grant, requested, by, request));
            request.commit(world.transactor());
            Consumer<Changes> commit = changes -> {
                told.accept(changes);
                exchange.commit(reason, row, row.updatedTo(target).watched(left), by, changes);
            };
            return exchange.swap(row, target, commit, Optional.empty());
        });
    }

    /** Finds a kept revision by its version, else by its number; of two with one version it is the later one. */
    private static Optional<Revision> find(InstalledExtension row, String to) {
        return row.earlier().stream()
                .filter(revision -> revision.manifest().version().toString().equals(to))
                .findFirst()
                .or(() -> row.earlier().stream()
                        .filter(revision -> Integer.toString(revision.number()).equals(to))
                        .findFirst());
    }

    private static Problem missing(InstalledExtension row, Optional<String> to) {
        String subject = row.current().subject();
        List<String> kept = row.earlier().stream()
                .map(revision -> revision.manifest().version() + " (revision " + revision.number() + ")")
                .toList();
        String summary = kept.isEmpty()
                ? subject + " is the first version on this host, so there is none to go back to. Nothing was changed."
                : subject + " can go back to " + String.join(" or ", kept) + "; found " + Quoted.of(to.orElse(""))
                        + ". Nothing was changed.";
        return Problem.of(ProblemCode.ROLLBACK_TARGET_MISSING, subject, summary)
                .fact("kept", kept)
                .operator(
                        kept.isEmpty()
                                ? "bring an older package in: berth update FILE"
                                : "name one of these, or bring another package in: berth update FILE");
    }
}
