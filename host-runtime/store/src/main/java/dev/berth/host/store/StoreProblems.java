/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The words for what can be wrong with the host's folder. */
final class StoreProblems {
    /** Less than this and the next write would fail. */
    private static final long NOTHING_LEFT = 64 * 1024L;

    private StoreProblems() {}

    static ProblemException homeLocked(Path home, Optional<String> pid) {
        String owner = pid.map(id -> "process " + id).orElse("another process");
        Problem problem = Problem.of(
                        ProblemCode.HOME_LOCKED,
                        home.toString(),
                        "The host's home " + home + " can serve one process; " + owner
                                + " is using it. This host did not start; the other one still runs.")
                .fact("home", home.toString())
                .fact("pid", pid)
                .operator("stop the other host with \"berth down --home " + home
                        + "\", or start this one with another --home.");
        return new ProblemException(problem);
    }

    static ProblemException homeUnwritable(Path home, String found) {
        return folderUnwritable(home, found, "The host did not start.");
    }

    static ProblemException folderUnwritable(Path folder, String found, String undone) {
        Problem problem = Problem.of(
                        ProblemCode.HOME_UNWRITABLE,
                        folder.toString(),
                        "The host needs to write in " + folder + "; " + found + ". " + undone)
                .fact("folder", folder.toString())
                .operator("make it a folder that this user may write in, or name another home with --home.");
        return new ProblemException(problem);
    }

    /** Tells a full disk from other trouble; the text of the system's error depends on its language. */
    static boolean isDiskFull(Throwable thrown, Path folder) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof IOException && (text.contains("no space left") || text.contains("quota exceeded"))) {
                return true;
            }
        }
        File place = folder.toFile();
        return place.getTotalSpace() > 0 && place.getUsableSpace() < NOTHING_LEFT;
    }

    static ProblemException diskFull(Path folder, String undone) {
        Problem problem = Problem.of(
                        ProblemCode.DISK_FULL,
                        folder.toString(),
                        "The disk of " + folder + " has no room left: "
                                + folder.toFile().getUsableSpace() / 1024 + " KB are free. " + undone)
                .fact("folder", folder.toString())
                .operator("free some space on that disk and repeat the command.");
        return new ProblemException(problem);
    }

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

    static Problem unreadable(String id, String found) {
        return Problem.of(
                        ProblemCode.STATUS_UNREADABLE,
                        id,
                        id + " has a stored row that cannot be read: " + found
                                + ". It is not activated; other extensions are not affected.")
                .operator("restore a backup of the home, or uninstall " + id + " and install it again.");
    }

    static Problem unreadableTarget(String id, int number, String found) {
        return Problem.of(
                        ProblemCode.STATUS_UNREADABLE,
                        id,
                        id + " can be rolled back to revision " + number + ", which cannot be read: " + found
                                + ". Its current revision is not affected; there is none to go back to.")
                .operator(
                        "restore a backup of the home, or go on without: the next update makes a new one to go back to.");
    }
}
