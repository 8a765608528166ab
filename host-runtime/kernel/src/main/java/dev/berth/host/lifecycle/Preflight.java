/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Revision;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tries a swap before anything is stored (ENG-31): would the revision be resolved, and those whose code is wired to what it
 * replaces, and does their byte code find in it all that it calls? Nothing that runs is touched.
 */
final class Preflight {
    private final World world;
    private Optional<Answer> latest = Optional.empty();

    /** What a verdict depends on: the bytes, all rows, and who is wired to what is replaced. */
    private record Question(
            String packageDigest, Map<ExtensionId, InstalledExtension> rows, Set<ExtensionId> dependents) {
        @SuppressWarnings("ReferenceEquality") // the registry hands out another map after each change
        boolean isAnsweredBy(Question other) {
            return rows == other.rows
                    && packageDigest.equals(other.packageDigest)
                    && dependents.equals(other.dependents);
        }
    }

    private record Answer(Question question, List<Problem> problems) {}

    Preflight(World world) {
        this.world = world;
    }

    /**
     * Returns what stands against it; a plan and its application ask alike, and the second is answered from memory.
     *
     * @param file where the package of the revision lies
     */
    List<Problem> of(Revision next, Path file) {
        Question question = new Question(
                next.packageDigest(), world.registry().all(), world.activator().wiredTo(next.id()));
        Answer answer = latest.filter(known -> known.question().isAnsweredBy(question))
                .orElseGet(() -> new Answer(question, judge(next, file, question.dependents())));
        latest = Optional.of(answer);
        return answer.problems();
    }

    private List<Problem> judge(Revision next, Path file, Set<ExtensionId> wired) {
        if (next.manifest().serverEntry().isEmpty()) {
            return List.of();
        }
        List<Revision> dependents = wired.stream()
                .sorted()
                .flatMap(id -> world.registry().find(id).stream())
                .map(InstalledExtension::current)
                .toList();
        List<Problem> own = new ArrayList<>();
        List<Problem> theirs = new ArrayList<>();
        world.activator()
                .preflight(next, file, dependents)
                .forEach(problem -> (problem.subject().equals(next.subject()) ? own : theirs).add(problem));
        for (Revision dependent : dependents) {
            world.verifier()
                    .links(
                            world.contents().path(dependent.packageDigest()),
                            dependent.manifest(),
                            world.liveExtensions().seenBy(dependent.tier(), next, file))
                    .forEach(theirs::add);
        }
        // What could not be resolved itself says why; that the others lack it then is no news.
        return own.isEmpty() && !theirs.isEmpty() ? List.of(breaks(next, theirs)) : own;
    }

    private static Problem breaks(Revision next, List<Problem> theirs) {
        List<String> subjects = theirs.stream().map(Problem::subject).distinct().toList();
        return Problem.of(
                        ProblemCode.UPDATE_BREAKS_DEPENDENTS,
                        next.subject(),
                        next.subject() + " lacks what the code of live extensions is wired to: "
                                + String.join(", ", subjects)
                                + " would not come up beside it. It was not installed; the old version keeps running.")
                .fact("dependents", subjects)
                .operator("update the dependents first, or archive them.")
                .author("keep what others were compiled with until the next major version.")
                .causes(theirs);
    }
}
