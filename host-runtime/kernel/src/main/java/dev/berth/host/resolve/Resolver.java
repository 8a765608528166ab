/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import dev.berth.manifest.Edge;
import dev.berth.manifest.Edge.CapabilityEdge;
import dev.berth.manifest.Edge.Constraint;
import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonArray;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Judges edges against the live extensions (MAN-140 to MAN-146). Pure.
 *
 * @param live the manifests of the live extensions, by id
 */
public record Resolver(SortedMap<ExtensionId, ExtensionManifest> live) {

    /** Makes a resolver of manifests. */
    public static Resolver of(Collection<ExtensionManifest> live) {
        SortedMap<ExtensionId, ExtensionManifest> byId = new TreeMap<>();
        live.forEach(manifest -> byId.put(manifest.id(), manifest));
        return new Resolver(byId);
    }

    /** Returns a resolver with one extension added, or at another version. */
    public Resolver with(ExtensionManifest manifest) {
        SortedMap<ExtensionId, ExtensionManifest> copy = new TreeMap<>(live);
        copy.put(manifest.id(), manifest);
        return new Resolver(copy);
    }

    /** Returns a resolver without one extension. */
    public Resolver without(ExtensionId id) {
        SortedMap<ExtensionId, ExtensionManifest> copy = new TreeMap<>(live);
        copy.remove(id);
        return new Resolver(copy);
    }

    /** Tells whether an edge of an extension is met. */
    public boolean isMet(ExtensionManifest dependent, Edge edge) {
        return switch (edge) {
            case PackageEdge to -> {
                ExtensionManifest target = live.get(to.target());
                yield target != null && (!edge.isBlocking() || to.constraint().fits(target.version()));
            }
            case CapabilityEdge to -> providers(dependent.id(), to).size() >= to.min();
        };
    }

    /** Returns the live providers, other than the dependent, that count for its edge. */
    List<ExtensionManifest> providers(ExtensionId dependent, CapabilityEdge edge) {
        return live.values().stream()
                .filter(manifest -> !manifest.id().equals(dependent))
                .filter(manifest -> manifest.provides().stream()
                        .anyMatch(row -> row.capability().equals(edge.capability())
                                && edge.range().contains(row.version())))
                .toList();
    }

    /** Returns a problem for each blocking edge that is not met, as activation says it (MAN-146). */
    public List<Problem> unmet(ExtensionManifest dependent) {
        return unmet(dependent, "It was not activated; the other extensions run.");
    }

    /**
     * Returns a problem for each blocking edge that is not met (MAN-143).
     *
     * @param consequence what did not happen and what still runs
     */
    public List<Problem> unmet(ExtensionManifest dependent, String consequence) {
        return dependent.dependencies().stream()
                .filter(Edge::isBlocking)
                .filter(edge -> !isMet(dependent, edge))
                .map(edge -> unmet(dependent, edge, consequence))
                .toList();
    }

    private Problem unmet(ExtensionManifest dependent, Edge edge, String consequence) {
        return switch (edge) {
            case PackageEdge to ->
                Optional.ofNullable(live.get(to.target()))
                        .map(target -> violated(dependent, to, target, consequence))
                        .orElseGet(() -> missing(dependent, to, consequence));
            case CapabilityEdge to -> missing(dependent, to, consequence);
        };
    }

    private Problem missing(ExtensionManifest dependent, PackageEdge to, String consequence) {
        boolean gitRef = to.constraint() instanceof Constraint.GitRef;
        String needs = to.target() + (gitRef ? "" : " " + to.constraint());
        return Problem.of(
                        ProblemCode.REQUIREMENT_UNMET,
                        dependent.subject(),
                        dependent.subject() + " needs " + needs + ", which is not live on this host."
                                + NearMisses.question(to.target().value(), ids())
                                + " " + consequence)
                .fact("needs", to.target().value())
                .fact("range", to.constraint().toString())
                .operator("install it: berth install " + to.target() + ", or bring it back: berth restore "
                        + to.target());
    }

    private static Problem violated(
            ExtensionManifest dependent, PackageEdge to, ExtensionManifest found, String consequence) {
        return Problem.of(
                        ProblemCode.RANGE_VIOLATED,
                        dependent.subject(),
                        dependent.subject() + " needs " + to.target() + " " + to.constraint() + "; this host has "
                                + found.version() + ". " + consequence)
                .fact("needs", to.target().value())
                .fact("range", to.constraint().toString())
                .fact("found", found.version().toString())
                .operator("bring " + to.target() + " to a version in " + to.constraint() + ": berth update FILE")
                .author("widen the range if " + found.version() + " is fine.");
    }

    private Problem missing(ExtensionManifest dependent, CapabilityEdge to, String consequence) {
        List<String> near = live.values().stream()
                .filter(manifest -> !manifest.id().equals(dependent.id()))
                .flatMap(manifest -> manifest.provides().stream()
                        .filter(row -> row.capability().equals(to.capability()))
                        .map(row -> manifest.id() + " provides " + row.version()))
                .toList();
        int found = providers(dependent.id(), to).size();
        return Problem.of(
                        ProblemCode.REQUIREMENT_UNMET,
                        dependent.subject(),
                        dependent.subject() + " needs " + to.min() + " live provider" + (to.min() == 1 ? "" : "s")
                                + " of the capability \"" + to.capability() + "\" " + to.range() + "; found " + found
                                + (near.isEmpty() ? "" : " (" + String.join(", ", near) + ")")
                                + ". " + consequence)
                .fact("capability", to.capability())
                .fact("range", to.range().toString())
                .fact("found", found)
                .operator("install an extension that provides it, then it activates by itself.");
    }

    private List<String> ids() {
        return live.keySet().stream().map(ExtensionId::value).toList();
    }

    /** Returns the live dependents, other than itself, that have a blocking edge to this extension or to what it provides. */
    public List<ExtensionManifest> dependents(ExtensionId id) {
        return live.values().stream()
                .filter(manifest -> !manifest.id().equals(id))
                .filter(manifest -> edgesTo(manifest, id).findAny().isPresent())
                .toList();
    }

    private Stream<Edge> edgesTo(ExtensionManifest dependent, ExtensionId id) {
        return dependent.dependencies().stream().filter(Edge::isBlocking).filter(edge -> touches(edge, id));
    }

    private boolean touches(Edge edge, ExtensionId id) {
        return switch (edge) {
            case PackageEdge to -> to.target().equals(id);
            case CapabilityEdge to ->
                Optional.ofNullable(live.get(id)).stream()
                        .flatMap(manifest -> manifest.provides().stream())
                        .anyMatch(row -> row.capability().equals(to.capability())
                                && to.range().contains(row.version()));
        };
    }

    /** Refuses an update that would leave a live dependent unmet (MAN-144). */
    public Optional<Problem> updateBreaks(ExtensionManifest next) {
        Resolver after = with(next);
        List<String> broken = dependents(next.id()).stream()
                .flatMap(dependent -> edgesTo(dependent, next.id())
                        .filter(edge -> isMet(dependent, edge) && !after.isMet(dependent, edge))
                        .map(edge -> dependent.subject() + " needs " + words(edge)))
                .toList();
        return broken.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.of(
                                ProblemCode.UPDATE_BREAKS_DEPENDENTS,
                                next.subject(),
                                next.subject() + " does not meet what live extensions need of it: "
                                        + String.join("; ", broken)
                                        + ". It was not installed; the old version keeps running.")
                        .fact("dependents", broken)
                        .operator("update the dependents first, or archive them."));
    }

    /** Refuses a version that would close a circle of extensions that require each other (MAN-149). */
    public Optional<Problem> closesCycle(ExtensionManifest next) {
        return ActivationOrder.of(with(next).live().values()).resolutions().stream()
                .filter(Resolution.Cyclic.class::isInstance)
                .map(Resolution.Cyclic.class::cast)
                .filter(cyclic -> cyclic.manifest().equals(next))
                .map(cyclic -> closedBy(next, cyclic.problem()))
                .findFirst();
    }

    private static Problem closedBy(ExtensionManifest next, Problem cyclic) {
        List<String> cycle = cyclic.facts().get("cycle").map(it -> (JsonArray) it).stream()
                .flatMap(it -> it.items().stream())
                .map(id -> id.as(String.class))
                .toList();
        return Problem.of(
                        ProblemCode.REQUIREMENT_CYCLE,
                        next.subject(),
                        next.subject()
                                + " would make these extensions require each other, so that none could register first: "
                                + String.join(" -> ", cycle) + " -> " + cycle.get(0)
                                + ". It was not installed; everything runs as before.")
                .fact("cycle", cycle)
                .author(cyclic.fix().author().orElseThrow());
    }

    private static String words(Edge edge) {
        return switch (edge) {
            case PackageEdge to -> to.target() + " " + to.constraint();
            case CapabilityEdge to -> to.min() + " of the capability \"" + to.capability() + "\" " + to.range();
        };
    }

    /** Refuses to take an extension away while a live dependent has a blocking edge to it (MAN-145). */
    public Optional<Problem> removalBreaks(ExtensionId id, String operation) {
        Resolver after = without(id);
        List<String> broken = dependents(id).stream()
                .filter(dependent -> edgesTo(dependent, id)
                        .anyMatch(edge -> edge instanceof PackageEdge || !after.isMet(dependent, edge)))
                .map(ExtensionManifest::subject)
                .toList();
        String subject = Optional.ofNullable(live.get(id))
                .map(ExtensionManifest::subject)
                .orElse(id.value());
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
}
