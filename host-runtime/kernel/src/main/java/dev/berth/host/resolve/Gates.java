/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import dev.berth.manifest.Edge;
import dev.berth.manifest.Edge.CapabilityEdge;
import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Judges a change of what is live before it is made, for the dependents of every organisation (MAN-143 to MAN-149). Pure. */
public final class Gates {
    private final List<LiveRow> rows;

    /** @param rows all that is live */
    public Gates(Collection<LiveRow> rows) {
        this.rows = List.copyOf(rows);
    }

    /**
     * Refuses a version that would come in with a blocking edge unmet, or close a circle (MAN-143, MAN-149).
     *
     * @param consequence what did not happen and what still runs
     */
    public List<Problem> entering(LiveRow next, String consequence) {
        Resolver after = Resolver.seenBy(with(next), next.organization());
        List<Problem> problems = new ArrayList<>(after.unmet(next.manifest(), consequence));
        closing(with(next))
                .ifPresent(circle -> problems.add(circle.refusal(next.manifest().subject(), consequence)));
        return problems;
    }

    /** Refuses an update that would leave a live dependent unmet which resolves to this very row (MAN-144). */
    public Optional<Problem> updateBreaks(LiveRow next) {
        List<String> broken = new ArrayList<>();
        eachDependent(
                next,
                with(next),
                (dependent, before, after) -> edgesTo(dependent, next)
                        .filter(edge -> before.isMet(dependent, edge) && !after.isMet(dependent, edge))
                        .forEach(edge -> broken.add(dependent.subject() + " needs " + words(edge))));
        ExtensionManifest manifest = next.manifest();
        return broken.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.of(
                                ProblemCode.UPDATE_BREAKS_DEPENDENTS,
                                manifest.subject(),
                                manifest.subject() + " does not meet what live extensions need of it: "
                                        + String.join("; ", broken)
                                        + ". It was not installed; the old version keeps running.")
                        .fact("dependents", broken)
                        .operator("update the dependents first, or archive them."));
    }

    /** Refuses to take a row away while a live dependent has a blocking edge to it (MAN-145). */
    public Optional<Problem> removalBreaks(LiveRow gone, String operation) {
        List<String> broken = new ArrayList<>();
        eachDependent(gone, without(gone), (dependent, before, after) -> {
            if (edgesTo(dependent, gone)
                    .anyMatch(edge -> edge instanceof PackageEdge || !after.isMet(dependent, edge))) {
                broken.add(dependent.subject());
            }
        });
        String subject = gone.manifest().subject();
        return broken.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.of(
                                ProblemCode.ARCHIVE_BREAKS_DEPENDENTS,
                                subject,
                                subject + " is needed by " + String.join(", ", broken) + ". The " + operation
                                        + " was refused; everything still runs.")
                        .fact("dependents", broken)
                        .operator(operation + " the dependents first."));
    }

    /** Warns when, without a provider, the others would require each other in a circle and not come up again (MAN-148). */
    public Optional<Problem> removalCloses(LiveRow gone) {
        return closing(without(gone))
                .map(circle -> circle.refusal(
                                "the host without " + gone.manifest().subject(),
                                "They run now, and will not be activated at the next start.")
                        .severity(Severity.WARNING));
    }

    /** Returns a warning for each edge that a new version makes the host order without (MAN-150). */
    public List<Problem> cyclesBroken(LiveRow next) {
        Set<Problem> before = new HashSet<>(order(rows).warnings());
        return order(with(next)).warnings().stream()
                .filter(problem -> !before.contains(problem))
                .toList();
    }

    /** Sees a dependent in two worlds. */
    private interface Visit {
        void see(ExtensionManifest dependent, Resolver before, Resolver after);
    }

    private void eachDependent(LiveRow of, List<LiveRow> changed, Visit visit) {
        Map<Optional<String>, Resolver> before = new HashMap<>();
        Map<Optional<String>, Resolver> after = new HashMap<>();
        for (LiveRow row : rows) {
            Optional<String> who = row.organization();
            if (!row.id().equals(of.id()) && isSeenBy(of, who)) {
                visit.see(
                        row.manifest(),
                        before.computeIfAbsent(who, key -> Resolver.seenBy(rows, key)),
                        after.computeIfAbsent(who, key -> Resolver.seenBy(changed, key)));
            }
        }
    }

    /** Tells whether dependents of an organisation are served by this very row, not by their own one (MAN-140). */
    private boolean isSeenBy(LiveRow of, Optional<String> dependents) {
        return of.isOfferedTo(dependents)
                && (of.organization().equals(dependents)
                        || rows.stream()
                                .noneMatch(row -> row.id().equals(of.id())
                                        && row.organization().equals(dependents)));
    }

    private Stream<Edge> edgesTo(ExtensionManifest dependent, LiveRow target) {
        Optional<LiveRow> now = rows.stream().filter(target::isSameRow).findFirst();
        return dependent.dependencies().stream()
                .filter(Edge::isBlocking)
                .filter(edge -> Resolver.namesTarget(edge, target.id())
                        || now.filter(row -> Resolver.isProvidedBy(edge, row.manifest()))
                                .isPresent());
    }

    private List<LiveRow> with(LiveRow next) {
        List<LiveRow> changed = new ArrayList<>(without(next));
        changed.add(next);
        return changed;
    }

    private List<LiveRow> without(LiveRow gone) {
        return rows.stream().filter(row -> !row.isSameRow(gone)).toList();
    }

    /** Returns a circle among the rows of a new world of which at least one was on none before. */
    private Optional<Circle> closing(List<LiveRow> changed) {
        List<Resolution.Cyclic> after = cyclic(changed);
        if (after.isEmpty()) {
            return Optional.empty();
        }
        Set<ExtensionId> before = new HashSet<>();
        cyclic(rows).forEach(one -> before.add(one.manifest().id()));
        return after.stream()
                .filter(one -> !before.contains(one.manifest().id()))
                .map(one -> new Circle(one.cycle()))
                .findFirst();
    }

    /** One revision of an extension is active on a host, whatever rows share it (LIFE-4). */
    private static ActivationOrder order(List<LiveRow> rows) {
        return ActivationOrder.of(rows.stream().map(LiveRow::manifest).toList());
    }

    private static List<Resolution.Cyclic> cyclic(List<LiveRow> rows) {
        return order(rows).resolutions().stream()
                .filter(Resolution.Cyclic.class::isInstance)
                .map(Resolution.Cyclic.class::cast)
                .toList();
    }

    private static String words(Edge edge) {
        return switch (edge) {
            case PackageEdge to -> to.target() + " " + to.constraint();
            case CapabilityEdge to -> to.min() + " of the capability \"" + to.capability() + "\" " + to.range();
        };
    }
}
