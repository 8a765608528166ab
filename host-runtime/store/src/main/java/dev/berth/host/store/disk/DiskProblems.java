/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.disk;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** The words for a folder that cannot be written. */
public final class DiskProblems {
    /** Less than this and the next write would fail. */
    private static final long NOTHING_LEFT = 64 * 1024L;

    private DiskProblems() {}

    public static ProblemException homeUnwritable(Path home, String found) {
        return folderUnwritable(home, found, "The host did not start.");
    }

    public static ProblemException folderUnwritable(Path folder, String found, String undone) {
        Problem problem = Problem.of(
                        ProblemCode.HOME_UNWRITABLE,
                        folder.toString(),
                        "The host needs to write in " + folder + "; " + found + ". " + undone)
                .fact("folder", folder.toString())
                .operator("make it a folder that this user may write in, or name another home with --home.");
        return new ProblemException(problem);
    }

    /** Tells a full disk from other trouble; the text of the system's error depends on its language. */
    public static boolean isDiskFull(Throwable thrown, Path folder) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof IOException && (text.contains("no space left") || text.contains("quota exceeded"))) {
                return true;
            }
        }
        File place = folder.toFile();
        return place.getTotalSpace() > 0 && place.getUsableSpace() < NOTHING_LEFT;
    }

    public static ProblemException diskFull(Path folder, String undone) {
        Problem problem = Problem.of(
                        ProblemCode.DISK_FULL,
                        folder.toString(),
                        "The disk of " + folder + " has no room left: "
                                + folder.toFile().getUsableSpace() / 1024 + " KB are free. " + undone)
                .fact("folder", folder.toString())
                .operator("free some space on that disk and repeat the command.");
        return new ProblemException(problem);
    }
}
