/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.local;

import dev.berth.host.cli.client.HostFile;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.util.Set;

/** Checks the folder of everything a host keeps. */
final class HomeChecks {
    private final Path home;

    HomeChecks(Path home) {
        this.home = home;
    }

    /** Writes a file and deletes it: anything less only looks at permission bits. */
    Check home() {
        Path folder = home;
        while (!Files.exists(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        try {
            Files.delete(Files.createTempFile(folder, ".berth-doctor", ""));
        } catch (IOException e) {
            return new Check.Bad(
                    "home",
                    Problem.of(
                                    ProblemCode.HOME_UNWRITABLE,
                                    home.toString(),
                                    "The host's home " + home
                                            + " needs to be writable, but nothing could be written in " + folder + ".")
                            .operator("give your user the folder, or name another one with --home DIR."));
        }
        String what = folder.equals(home) ? " is writable" : " does not exist yet and can be made";
        return new Check.Good("home", home + what);
    }

    /** Asks the lock itself; what stands beside it only names the process. */
    Check lock() {
        Path file = home.resolve("lock");
        String owner = owner();
        // Closing a channel on a lock file drops the lock that this process may hold.
        boolean own = owner.equals(Long.toString(ProcessHandle.current().pid()));
        if (!Files.exists(file)) {
            return new Check.Good("lock", "free");
        } else if (own) {
            return new Check.Good("lock", "held by this process");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return new Check.Good("lock", channel.tryLock() != null ? "free" : "held by process " + owner);
        } catch (IOException e) {
            return new Check.Bad(
                    "lock",
                    Problem.of(
                                    ProblemCode.HOME_UNWRITABLE,
                                    file.toString(),
                                    file + " could not be opened: " + e.getMessage())
                            .operator("give your user the folder " + home + "."));
        }
    }

    private String owner() {
        try {
            return Files.readAllLines(home.resolve("lock.pid")).stream()
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** The file holds a token that may do everything. */
    Check hostFile() {
        Path file = HostFile.in(home);
        if (!Files.exists(file)) {
            return new Check.Skipped("host.json", "no host runs on this home");
        }
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
                String text = PosixFilePermissions.toString(mode);
                if (!text.endsWith("------")) {
                    return new Check.Bad(
                            "host.json",
                            Problem.of(
                                            ProblemCode.FILE_EXPOSED,
                                            file.toString(),
                                            file + " holds the owner's token and needs the mode rw-------; found "
                                                    + text + ". Whoever can read it owns the host, which still runs.")
                                    .operator("chmod 600 " + file + ", and start the host again for a new token."));
                }
            }
            HostFile found = HostFile.read(home).orElseThrow(() -> new IOException("it is gone"));
            return found.isAlive() ? new Check.Good("host.json", found + ", for its owner only") : stale(found);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return new Check.Bad(
                    "host.json",
                    Problem.of(
                                    ProblemCode.HOST_UNREACHABLE,
                                    file.toString(),
                                    file + " should tell where the host runs, but could not be read: " + e.getMessage()
                                            + ".")
                            .operator("start the host again with \"berth up\"; it writes the file anew."));
        }
    }

    private Check stale(HostFile found) {
        return new Check.Bad(
                "host.json",
                Problem.of(
                                ProblemCode.HOST_UNREACHABLE,
                                HostFile.in(home).toString(),
                                "The process " + found.pid() + " that wrote " + HostFile.in(home)
                                        + " has ended without removing it.")
                        .severity(Severity.WARNING)
                        .operator("\"berth up\" replaces the file."));
    }
}
