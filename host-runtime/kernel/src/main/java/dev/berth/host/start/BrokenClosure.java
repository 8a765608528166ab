/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.start;

import dev.berth.host.boot.RequiredExtensions;
import dev.berth.host.lifecycle.World;
import dev.berth.host.resolve.ClosureReport;
import dev.berth.host.resolve.ClosureReport.Gap;
import dev.berth.host.resolve.LiveRow;
import dev.berth.host.resolve.Resolver;
import dev.berth.manifest.Edge.CapabilityEdge;
import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said of an extension that cannot have all it needs (LIFE-60). */
record BrokenClosure(ExtensionManifest root, ClosureReport report) {
    /**
     * Reports each live extension whose closure lacks what it needs; what does not run is the business of activation. Of an
     * extension that the host requires that is an error.
     */
    static List<Problem> all(World world) {
        List<LiveRow> live = world.live();
        Map<Optional<String>, Resolver> seen = new HashMap<>();
        return live.stream()
                .map(row -> new BrokenClosure(
                        row.manifest(),
                        seen.computeIfAbsent(row.organization(), by -> Resolver.seenBy(live, by))
                                .closure(row.manifest())))
                .flatMap(broken -> broken.problem(world.required()).stream())
                .distinct()
                .toList();
    }

    /** Returns a problem, unless all that it requires is there and in range. */
    private Optional<Problem> problem(RequiredExtensions demanded) {
        List<Gap> gaps = new ArrayList<>(report.missingRequired());
        gaps.addAll(report.rangeViolations());
        if (gaps.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Problem.of(
                        report.ok() ? ProblemCode.RANGE_VIOLATED : ProblemCode.REQUIREMENT_UNMET,
                        root.subject(),
                        root.subject() + " needs all that it requires, directly or not, to be live; found "
                                + gaps.size() + (gaps.size() == 1 ? " gap" : " gaps") + ", the first of them that "
                                + words(gaps.get(0)) + ". What is met runs.")
                .severity(demanded.names(root.id()) ? Severity.ERROR : Severity.WARNING)
                .fact("missingRequired", texts(report.missingRequired()))
                .fact("missingOptional", texts(report.missingOptional()))
                .fact("missingPeer", texts(report.missingPeer()))
                .fact("rangeViolations", texts(report.rangeViolations()))
                .operator("see what is missing: berth why " + root.id()));
    }

    private static List<String> texts(List<Gap> gaps) {
        return gaps.stream().map(BrokenClosure::words).toList();
    }

    private static String words(Gap gap) {
        String needed = switch (gap.edge()) {
            case PackageEdge to -> to.target() + " " + to.constraint();
            case CapabilityEdge to -> "the capability \"" + to.capability() + "\" " + to.range();
        };
        return gap.dependent().id() + " needs " + needed;
    }
}
