/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of the log, which is the first thing that a start makes in a home. */
final class LogFolder {
    private static final String NAME = "logs";

    private LogFolder() {}

    /** Makes it, and the home if need be, for its owner only; a folder that was there before keeps its mode. */
    static Path in(Path home) {
        Path folder = home.resolve(NAME);
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        try {
            return Files.createDirectories(folder, owner);
        } catch (IOException e) {
            throw new ProblemException(Problem.of(
                            ProblemCode.HOME_UNWRITABLE,
                            home.toString(),
                            "The host's home " + home + " needs to be a folder that this user may write; found: "
                                    + reason(e) + ". Nothing was started.")
                    .operator("give your user the folder, or name another one with --home DIR."));
        }
    }

    private static String reason(IOException e) {
        boolean told = !(e instanceof FileSystemException file) || file.getReason() != null;
        return told ? String.valueOf(e.getMessage()) : e.getMessage() + " cannot be made";
    }
}
