/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/** Where verified bytes wait to be stored: a folder and files that only this user may read (TRUST-104, TRUST-105). */
final class PrivateFolder {
    private final Path folder;
    private final Sink sink;

    /** Writes bytes to a new file that is already there, empty. */
    @FunctionalInterface
    interface Sink {
        void write(InputStream bytes, Path file) throws IOException;
    }

    /** What came of keeping bytes. */
    sealed interface Kept {
        record At(Path file) implements Kept {}

        record Failed(Problem problem) implements Kept {}
    }

    PrivateFolder(Path folder) {
        this(folder, (bytes, file) -> {
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
                bytes.transferTo(out);
            }
        });
    }

    PrivateFolder(Path folder, Sink sink) {
        this.folder = folder;
        this.sink = sink;
    }

    /** Writes bytes to a new file; where that fails, nothing of them is left. */
    Kept keep(InputStream bytes, long size, String suffix, String subject) {
        try {
            Files.createDirectories(folder, mode("rwx------"));
            Path file = Files.createTempFile(folder, "package-", suffix, mode("rw-------"));
            boolean whole = false;
            try {
                sink.write(bytes, file);
                whole = Files.size(file) == size;
            } finally {
                if (!whole) {
                    Files.deleteIfExists(file);
                }
            }
            return whole
                    ? new Kept.At(file)
                    : new Kept.Failed(failure(new IOException("the file came out shorter"), size, subject));
        } catch (IOException failed) {
            return new Kept.Failed(failure(failed, size, subject));
        }
    }

    private Problem failure(IOException failed, long size, String subject) {
        boolean full = isFull(failed, size);
        return Problem.of(
                        full ? ProblemCode.DISK_FULL : ProblemCode.HOME_UNWRITABLE,
                        subject,
                        subject + " needs " + size + " bytes in " + folder + "; "
                                + (full ? "there is no room for them" : "they could not be written there: " + failed)
                                + ". It was not installed; nothing else changed.")
                .operator(full ? "free room on the disk of " + folder + "." : "let the host write to " + folder + ".");
    }

    /** Only the message tells a full disk from other failures, and it differs by system; so the free room is asked for too. */
    private boolean isFull(IOException failed, long size) {
        String message = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("no space left") || message.contains("quota") || message.contains("not enough space")) {
            return true;
        }
        try {
            return Files.getFileStore(folder).getUsableSpace() < size;
        } catch (IOException unknown) {
            return false;
        }
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
