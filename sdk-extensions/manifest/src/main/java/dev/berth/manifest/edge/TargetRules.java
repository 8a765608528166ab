/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.edge;

import dev.berth.manifest.Edge.Constraint;
import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.Kind;
import dev.berth.manifest.LiveView;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.reading.Reading;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import java.util.Arrays;
import java.util.Optional;

/** What an edge says about its target beside the version (MAN-127, MAN-133). */
final class TargetRules {
    private TargetRules() {}

    static void judge(PackageEdge edge, Node.Text name, String path, Reading reading) {
        Optional<LiveView.Live> target = reading.others(
                        view -> view.find(edge.target()).stream().toList())
                .findFirst();
        if (edge.constraint() instanceof Constraint.GitRef && target.isEmpty()) {
            // Without a view of what is live only the resolver can tell whether the target is there.
            reading.report(Reading.fault(ProblemCode.DEPENDENCY_GIT_REF, name.place(), path)
                    .says("needs " + edge.target() + " by a git reference, which the host cannot fetch")
                    .but(reading.live().isPresent() ? "it is not installed" : "it must be installed before")
                    .severity(
                            Severity.WARNING,
                            reading.live().isPresent() && edge.isBlocking() ? Severity.ERROR : Severity.WARNING)
                    .operator("install " + edge.target() + " first")
                    .author("declare a range, such as {\"kind\": \"semver-range\", \"range\": \"^1.0\"}"));
        }
        Optional<Kind> actual = target.map(LiveView.Live::kind).or(() -> bySuffix(edge));
        if (edge.kind().isPresent() && actual.isPresent() && !actual.equals(edge.kind())) {
            reading.report(Reading.fault(ProblemCode.DEPENDENCY_KIND_MISMATCH, name.place(), path)
                    .says("needs " + edge.target() + " to be of the kind "
                            + edge.kind().get())
                    .but((target.isPresent() ? "it is of the kind " : "its id says ") + actual.get())
                    .fact("kind", actual.get().toString())
                    .severity(Severity.WARNING, target.isPresent() ? Severity.ERROR : Severity.WARNING)
                    .author("write \"" + actual.get() + "\", or leave the kind out"));
        }
    }

    /** The id ends in the kind by MAN-31, which is as good as a guess can be before the target is known. */
    private static Optional<Kind> bySuffix(PackageEdge edge) {
        return Arrays.stream(Kind.values())
                .filter(kind -> edge.target().name().endsWith("-" + kind)
                        || (kind == Kind.SKILL && edge.target().name().endsWith("-skills")))
                .findFirst();
    }
}
