/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.nio.file.Path;

/** The words for what can be wrong with the file of an embedded database. */
final class FileProblems {
    private FileProblems() {}

    static ProblemException corrupt(Path file, String found) {
        Problem problem = Problem.of(
                        ProblemCode.STORE_CORRUPT,
                        file.toString(),
                        "The host's database " + file + " is damaged: " + found
                                + ". The host did not start; it changed nothing.")
                .fact("file", file.toString())
                .operator("restore the folder " + file.getParent() + " from a backup of the home.");
        return new ProblemException(problem);
    }

    static ProblemException newer(Path file, String found, String known) {
        Problem problem = Problem.of(
                        ProblemCode.STORE_NEWER,
                        file.toString(),
                        "The host's database " + file + " has schema " + found + "; this host knows schemas up to "
                                + known + ". The host did not start; it changed nothing.")
                .fact("file", file.toString())
                .fact("found", found)
                .fact("known", known)
                .operator("start the host version that wrote it, or restore a backup made before that one ran.");
        return new ProblemException(problem);
    }

    static ProblemException unavailable(Path file, String undone) {
        Problem problem = Problem.of(
                        ProblemCode.STORE_UNAVAILABLE,
                        file.toString(),
                        "The host's database " + file
                                + " cannot be read or written since an error of the disk below it. " + undone)
                .fact("file", file.toString())
                .operator("look at the disk, then restart the host: what was committed is there again.");
        return new ProblemException(problem);
    }
}
