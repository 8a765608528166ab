/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.host.server.route.Call;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Packages that were sent and wait for a command that names them. They are nameless files of the host, kept for ten minutes. */
public final class Uploads implements AutoCloseable {
    /** The largest package. */
    static final long LIMIT = 50L << 20;

    /** How long an upload waits. */
    public static final Duration KEPT = Duration.ofMinutes(10);

    /** More than this on the disk, and the oldest go. */
    private static final long TOTAL = 512L << 20;

    private static final Pattern NAME = Pattern.compile("[^/\\\\\\p{Cntrl}]{1,200}");

    private final Path folder;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Upload> waiting = new LinkedHashMap<>();

    /** Takes the folder over; what an earlier process left in it is gone. */
    public Uploads(Path folder, Clock clock) throws IOException {
        this.folder = folder;
        this.clock = clock;
        Files.createDirectories(folder, mode("rwx------"));
        clear();
    }

    /** A package that waits. */
    record Upload(String id, String name, Path file, String sha256, long size, Instant until) {}

    /** Keeps what the client sends. */
    Upload take(String name, InputStream in) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw Call.usage("the query parameter \"name\" to be a file name without a path", "\"" + name + "\"");
        }
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        Path file = folder.resolve(id);
        try {
            Files.createFile(file, mode("rw-------"));
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long size = copy(in, file, digest);
            return keep(new Upload(
                    id,
                    name,
                    file,
                    HexFormat.of().formatHex(digest.digest()),
                    size,
                    clock.instant().plus(KEPT)));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Returns the upload of this id, or throws {@code upload-not-found}. */
    synchronized Upload get(String id) {
        sweep();
        return Optional.ofNullable(waiting.get(id))
                .orElseThrow(() -> new ProblemException(Problem.of(
                                ProblemCode.UPLOAD_NOT_FOUND,
                                "the upload",
                                "The upload needs to be one of the last " + KEPT.toMinutes()
                                        + " minutes; found none of this id. Nothing was changed.")
                        .operator("send the package again.")));
    }

    /** Keeps what came with a package to say who vouches for it; the verification finds it by its name (TRUST-38). */
    synchronized void sign(String id, byte[] document) throws IOException {
        Path beside = signature(get(id));
        Files.deleteIfExists(beside);
        Files.createFile(beside, mode("rw-------"));
        Files.write(beside, document);
    }

    private static Path signature(Upload upload) {
        return upload.file().resolveSibling(upload.file().getFileName() + ".signature.json");
    }

    /** Drops what has waited too long. */
    public synchronized void sweep() {
        Instant now = clock.instant();
        for (Iterator<Upload> all = waiting.values().iterator(); all.hasNext(); ) {
            Upload upload = all.next();
            if (!upload.until().isAfter(now)) {
                all.remove();
                drop(upload);
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        waiting.clear();
        clear();
    }

    private synchronized Upload keep(Upload upload) {
        waiting.put(upload.id(), upload);
        Iterator<Upload> oldest = waiting.values().iterator();
        long total = waiting.values().stream().mapToLong(Upload::size).sum();
        while (total > TOTAL) {
            Upload gone = oldest.next();
            oldest.remove();
            total -= gone.size();
            drop(gone);
        }
        return upload;
    }

    private static void drop(Upload upload) {
        try {
            Files.deleteIfExists(upload.file());
            Files.deleteIfExists(signature(upload));
        } catch (IOException e) {
            // It is swept again at the next start, and nothing can name it any more.
            org.slf4j.LoggerFactory.getLogger(Uploads.class)
                    .warn("Could not delete {}: {}", upload.file(), e.toString());
        }
    }

    private static long copy(InputStream in, Path file, MessageDigest digest) throws IOException {
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                if (size > LIMIT) {
                    throw Call.tooLarge(LIMIT);
                }
                digest.update(buffer, 0, n);
                write(out, buffer, n);
            }
        }
        return size;
    }

    private static void write(OutputStream out, byte[] buffer, int n) {
        try {
            out.write(buffer, 0, n);
        } catch (IOException e) {
            throw new ProblemException(Problem.of(
                            ProblemCode.DISK_FULL,
                            "the upload",
                            "The package needs room in the host's home; found: " + e.getMessage()
                                    + ". Nothing was kept of it.")
                    .operator("free room on the disk of the host's home"));
        }
    }

    private void clear() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static FileAttribute<?>[] mode(String text) {
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(text);
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
