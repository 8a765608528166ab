/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import dev.berth.manifest.Edge;
import dev.berth.manifest.Edge.CapabilityEdge;
import dev.berth.manifest.Edge.Constraint;
import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.finding.NearMisses;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;

/**
 * Says why an edge is not met: what is needed, what is there, and who can change it (MAN-143).
 *
 * @param consequence what did not happen and what still runs
 */
record Unmet(Resolver live, ExtensionManifest dependent, String consequence) {
    private static final int MOST = 5;

    Problem problem(Edge edge) {
        return switch (edge) {
            case PackageEdge to -> {
                Optional<ExtensionManifest> target = live.target(to);
                yield target.isEmpty() ? missing(to) : there(to, target.get());
            }
            case CapabilityEdge to -> missing(to);
        };
    }

    private Problem missing(PackageEdge to) {
        boolean gitRef = to.constraint() instanceof Constraint.GitRef;
        List<String> ids = live.live().keySet().stream()
                .filter(id -> !id.equals(dependent.id()))
                .map(ExtensionId::value)
                .toList();
        Problem problem = of(
                gitRef ? ProblemCode.DEPENDENCY_GIT_REF : ProblemCode.REQUIREMENT_UNMET,
                needs(to) + ", which is not live on this host."
                        + (gitRef ? " The host cannot fetch it from git." : "")
                        + NearMisses.question(to.target().value(), ids));
        return about(problem, to)
                .operator("install it: berth install " + to.target() + ", or bring it back: berth restore "
                        + to.target());
    }

    private Problem there(PackageEdge to, ExtensionManifest found) {
        if (!to.constraint().fits(found.version())) {
            return about(of(ProblemCode.RANGE_VIOLATED, needs(to) + "; this host has " + found.version() + "."), to)
                    .fact("found", found.version().toString())
                    .operator("bring " + to.target() + " to a version in " + to.constraint() + ": berth update FILE")
                    .author("widen the range if " + found.version() + " is fine.");
        } else if (!Resolver.isOfKind(to, found)) {
            return about(
                            of(
                                    ProblemCode.DEPENDENCY_KIND_MISMATCH,
                                    " needs " + to.target() + " to be of the kind "
                                            + to.kind().orElseThrow() + "; it is of the kind " + found.kind() + "."),
                            to)
                    .fact("found", found.kind().toString())
                    .author("declare the kind " + found.kind() + " on the dependency, or leave the kind out.");
        }
        return about(
                        of(
                                ProblemCode.REQUIREMENT_UNMET,
                                needs(to) + "; " + found.version() + " is installed and does not run."),
                        to)
                .fact("found", found.version().toString())
                .operator("see why: berth why " + to.target() + "; this one activates by itself after it.");
    }

    private Problem missing(CapabilityEdge to) {
        int found = live.providers(dependent.id(), to).size();
        List<String> others = live.ofCapability(dependent.id(), to.capability()).stream()
                .map(provider -> provider.manifest().id() + " provides " + provider.version())
                .toList();
        String near = others.isEmpty() ? "" : " (" + shortened(others) + ")";
        String question = others.isEmpty() ? NearMisses.question(to.capability(), live.capabilities()) : "";
        return of(
                        ProblemCode.REQUIREMENT_UNMET,
                        " needs " + to.min() + " live provider" + (to.min() == 1 ? "" : "s") + " of the capability \""
                                + to.capability() + "\" " + to.range() + "; found " + found + near + "." + question)
                .fact("capability", to.capability())
                .fact("range", to.range().toString())
                .fact("found", found)
                .operator("install an extension that provides it, then it activates by itself.");
    }

    private Problem of(ProblemCode code, String found) {
        return Problem.of(code, dependent.subject(), dependent.subject() + found + " " + consequence);
    }

    private static Problem about(Problem problem, PackageEdge to) {
        return problem.fact("needs", to.target().value())
                .fact("range", to.constraint().toString());
    }

    private static String needs(PackageEdge to) {
        boolean gitRef = to.constraint() instanceof Constraint.GitRef;
        return " needs " + to.target() + (gitRef ? "" : " " + to.constraint());
    }

    private static String shortened(List<String> words) {
        String first = String.join(", ", words.subList(0, Math.min(MOST, words.size())));
        return words.size() > MOST ? first + " and " + (words.size() - MOST) + " more" : first;
    }
}
