/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.source;

import dev.berth.conformance.Rule;
import dev.berth.manifest.PackageEntries;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A package to check that was found, not read yet. Reading twice gives the same unless somebody writes meanwhile. */
sealed interface Source permits PackedSource, FolderSource {
    /** What makes a package unreadable, or other than it will be packed. */
    Rule RULE = Rule.of(
            "MAN-10",
            ProblemCode.PACKAGE_NOT_BUILT,
            ProblemCode.FILE_NOT_FOUND,
            ProblemCode.ARCHIVE_UNREADABLE,
            ProblemCode.ARCHIVE_PATH,
            ProblemCode.ARCHIVE_AMBIGUOUS,
            ProblemCode.ARCHIVE_ENTRY_TYPE,
            ProblemCode.ARCHIVE_TOO_LARGE,
            ProblemCode.ARCHIVE_RATIO,
            ProblemCode.ARCHIVE_FEATURE,
            ProblemCode.ARCHIVE_LAYOUT,
            ProblemCode.ENTRY_SIZE_MISMATCH,
            ProblemCode.TEXT_INVISIBLE,
            ProblemCode.MANIFEST_MISMATCH);

    /** Returns where it lies below the checked root. */
    String path();

    /** Returns the name of its folder, if it is one. */
    Optional<String> folder();

    /** Reads it. */
    Opened open();

    /**
     * What reading gave.
     *
     * @param entries its files; empty if it cannot be read
     * @param problems what is wrong with it as a package of files
     * @param locate turns the path of a file in the package into the path where people find it
     */
    record Opened(Optional<PackageEntries> entries, List<Problem> problems, UnaryOperator<String> locate) {
        /** Copies the problems. */
        public Opened {
            problems = List.copyOf(problems);
        }
    }
}
