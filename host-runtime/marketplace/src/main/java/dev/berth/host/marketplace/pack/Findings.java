/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import dev.berth.sdk.problem.Blame;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what is wrong with one file. Ten thousand bad names make a handful of problems, not ten thousand. */
final class Findings {
    private static final int SHOWN_PER_CODE = 5;
    private static final String OUTCOME = " It was refused; nothing else changed.";
    private static final Map<ProblemCode, String> FIXES = Map.ofEntries(
            Map.entry(ProblemCode.ARCHIVE_UNREADABLE, "build the package again and check that it was copied whole."),
            Map.entry(ProblemCode.ARCHIVE_PATH, "rename the file and build the package again."),
            Map.entry(
                    ProblemCode.ARCHIVE_AMBIGUOUS,
                    "build the package again with the jar tool, maven-jar-plugin or npm pack, and do not edit the result."),
            Map.entry(ProblemCode.ARCHIVE_ENTRY_TYPE, "replace links by copies of the files they name."),
            Map.entry(ProblemCode.ARCHIVE_TOO_LARGE, "leave out what the extension does not need at run time."),
            Map.entry(ProblemCode.ARCHIVE_RATIO, "leave out files that hold little but repeated bytes."),
            Map.entry(ProblemCode.ENTRY_SIZE_MISMATCH, "build the package again; its table of contents is wrong."),
            Map.entry(
                    ProblemCode.ARCHIVE_FEATURE,
                    "build the package with the plain options of the jar tool, maven-jar-plugin or npm pack."),
            Map.entry(ProblemCode.ARCHIVE_LAYOUT, "build the package with npm pack, or ship the JAR itself."),
            Map.entry(ProblemCode.TEXT_INVISIBLE, "rename the file to visible characters."),
            Map.entry(
                    ProblemCode.MANIFEST_MISMATCH,
                    "copy the package.json of the JAR beside it, or build the package again."));

    private final String subject;
    private final Map<ProblemCode, List<Problem>> problems = new EnumMap<>(ProblemCode.class);
    private final Map<ProblemCode, Integer> unshown = new EnumMap<>(ProblemCode.class);

    Findings(String subject) {
        this.subject = subject;
    }

    String subject() {
        return subject;
    }

    /** Adds what was found, as the part of a sentence that follows the file's name. */
    void add(ProblemCode code, String found) {
        add(code, code.blame(), found);
    }

    void add(RefusedException refused) {
        add(refused.code(), refused.blame(), refused.found());
    }

    private void add(ProblemCode code, Blame blame, String found) {
        Problem plain =
                Problem.of(code, subject, subject + " " + found + OUTCOME).blame(blame);
        Problem problem = switch (blame) {
            case AUTHOR ->
                Optional.ofNullable(FIXES.get(code)).map(plain::author).orElse(plain);
            case OPERATOR -> plain.operator("name a package file that is there and that this user may read.");
            case HOST, EXTERNAL -> plain;
        };
        List<Problem> same = problems.computeIfAbsent(code, first -> new ArrayList<>());
        if (same.size() < SHOWN_PER_CODE) {
            same.add(problem);
        } else {
            unshown.merge(problem.code(), 1, Integer::sum);
        }
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    /** Returns all problems by code; where some are not shown, one more tells how many. */
    List<Problem> problems() {
        List<Problem> all = new ArrayList<>();
        problems.forEach((code, same) -> {
            all.addAll(same);
            int more = unshown.getOrDefault(code, 0);
            if (more > 0) {
                all.add(Problem.of(code, subject, subject + " has " + more + " more of these." + OUTCOME)
                        .fact("more", more));
            }
        });
        return List.copyOf(all);
    }
}
