/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.store.disk.DiskProblems;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The host's folder, with a fixed layout. Open means owned: no other process can open it until this is closed or the process
 * ends, however it ends. What it makes is for its user alone; a folder that was there before keeps its mode, its parts are closed.
 */
public final class Home implements AutoCloseable {
    private final Path folder;
    private final FileChannel lock;

    private Home(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Creates the folder where it is missing, and locks it.
     *
     * @throws dev.berth.sdk.problem.ProblemException {@code home-unwritable}, {@code home-locked}, {@code disk-full}
     */
    public static Home open(Path folder) {
        Path home = folder.toAbsolutePath().normalize();
        refuseWhatTheDatabaseMisreads(home);
        FileChannel channel = null;
        try {
            Files.createDirectories(home, ownerOnly(home));
            home = home.toRealPath();
            LockOwner owner = new LockOwner(home.resolve("lock.pid"));
            Optional<String> self = owner.heldByThisProcess();
            if (self.isPresent()) {
                // Closing a second channel on the lock file would drop the lock that this process has: never open one.
                throw StoreProblems.homeLocked(home, self);
            }
            channel = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = channel.tryLock();
            if (held == null) {
                throw StoreProblems.homeLocked(home, owner.pid());
            }
            Home opened = new Home(home, channel);
            opened.layOut();
            owner.write();
            channel = null;
            return opened;
        } catch (OverlappingFileLockException e) {
            throw StoreProblems.homeLocked(home, Optional.of(LockOwner.self()));
        } catch (IOException e) {
            throw DiskProblems.isDiskFull(e, existing(home))
                    ? DiskProblems.diskFull(existing(home), "The host did not start.")
                    : DiskProblems.homeUnwritable(home, found(e));
        } finally {
            closeQuietly(channel);
        }
    }

    private static void refuseWhatTheDatabaseMisreads(Path home) {
        if (home.toString().contains(";")) {
            throw DiskProblems.homeUnwritable(home, "a path with \";\" would be cut there by the database");
        } else if (File.separatorChar == '/' && home.toString().contains("\\")) {
            throw DiskProblems.homeUnwritable(home, "in a path with \"\\\" the database would take that for \"/\"");
        }
    }

    /** Returns the folder itself. */
    public Path folder() {
        return folder;
    }

    /** Returns where the database lies. */
    public Path data() {
        return folder.resolve("data");
    }

    /** Returns where the bytes of packages lie. */
    public Path content() {
        return folder.resolve("content");
    }

    /** Returns where packages are unpacked and judged; emptied when the home is opened. */
    public Path staging() {
        return folder.resolve("staging");
    }

    /** Returns where the engine keeps its cache. */
    public Path engine() {
        return folder.resolve("engine");
    }

    /** Returns where uploads arrive; emptied when the home is opened. */
    public Path uploads() {
        return folder.resolve("uploads");
    }

    /** Returns the file to which the hashes of audit entries are exported. */
    Path auditHeads() {
        return folder.resolve("audit.heads");
    }

    /** Returns the file of the master keys of secrets. */
    public Path secretKeys() {
        return folder.resolve("secret.keys");
    }

    /** Returns the file in which a running host says where it can be reached. */
    public Path hostFile() {
        return folder.resolve("host.json");
    }

    /** Gives the home free. A second call does nothing. */
    @Override
    public void close() {
        // Once it is free the next owner's name stands in the file.
        if (lock.isOpen()) {
            new LockOwner(folder.resolve("lock.pid")).clear();
            closeQuietly(lock);
        }
    }

    private void layOut() throws IOException {
        // What a crashed host left half-way belongs to nothing.
        clear(staging());
        clear(uploads());
        for (Path part : List.of(data(), content(), staging(), engine(), uploads())) {
            Files.createDirectories(part, ownerOnly(part));
        }
    }

    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.forEach(all::add);
        }
        for (Path path : all.reversed()) {
            Files.delete(path);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static Path existing(Path home) {
        Path path = home;
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }

    private static String found(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException there ->
                there.getFile() + (Files.exists(Path.of(there.getFile())) ? " is a file" : " is a link to nothing");
            case AccessDeniedException denied -> "this user may not write " + denied.getMessage();
            case FileSystemException known ->
                known.getFile() + " cannot be made or written"
                        + Optional.ofNullable(known.getReason())
                                .map(": "::concat)
                                .orElse("");
            default -> "the disk answered \"" + e.getMessage() + "\"";
        };
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The process gives the lock back when it ends.
        }
    }
}
