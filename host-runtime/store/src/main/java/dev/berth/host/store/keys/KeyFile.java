/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.keys;

import dev.berth.host.port.secrets.MasterKey;
import dev.berth.host.port.secrets.SecretKeys;
import dev.berth.host.store.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Master keys in a file for its owner alone, a line each, the current one first. It is made when the first secret is written, and
 * read again for each use until it was read whole: who mends the file need not restart the host.
 */
public final class KeyFile implements SecretKeys {
    private static final String OWNER_ONLY = "rw-------";

    private final Path file;
    private List<MasterKey> known = List.of();

    /** Keeps keys in this file of the home. */
    public KeyFile(Path file) {
        this.file = file;
    }

    @Override
    public synchronized MasterKey current() {
        List<MasterKey> keys = keys();
        return keys.isEmpty() ? renew() : keys.get(0);
    }

    @Override
    public synchronized Optional<MasterKey> find(String id) {
        return keys().stream().filter(key -> key.id().equals(id)).findFirst();
    }

    @Override
    public synchronized MasterKey renew() {
        List<MasterKey> keys = new ArrayList<>(keys());
        MasterKey made = MasterKey.random();
        keys.add(0, made);
        write(keys);
        return made;
    }

    @Override
    public synchronized void retain(Set<String> used) {
        List<MasterKey> keys = keys();
        List<MasterKey> kept = keys.stream()
                .filter(key -> key.equals(keys.get(0)) || used.contains(key.id()))
                .toList();
        if (kept.size() < keys.size()) {
            write(kept);
        }
    }

    private List<MasterKey> keys() {
        if (known.isEmpty() && Files.exists(file)) {
            known = read();
        }
        return known;
    }

    private List<MasterKey> read() {
        try {
            if (isPosix()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                if (!mode.endsWith("------")) {
                    throw KeyProblems.exposed(file, mode);
                }
            }
            List<MasterKey> keys = new ArrayList<>();
            for (String line :
                    Files.readString(file, StandardCharsets.US_ASCII).lines().toList()) {
                int number = keys.size() + 1;
                keys.add(MasterKey.decode(line.strip()).orElseThrow(() -> KeyProblems.malformed(file, number)));
            }
            if (keys.isEmpty()) {
                // An empty file is a lost key, and not the first use.
                throw KeyProblems.malformed(file, 1);
            }
            return keys;
        } catch (IOException e) {
            throw KeyProblems.unreadable(file, "the disk answered \"" + e.getMessage() + "\"");
        }
    }

    /** Whole or not at all, and on the disk before anything is encrypted with it. */
    private void write(List<MasterKey> keys) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        String text =
                String.join("", keys.stream().map(key -> key.encode() + "\n").toList());
        try {
            Files.deleteIfExists(unfinished);
            try (FileChannel channel = FileChannel.open(
                    unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            Disk.sync(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Disk.sync(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw KeyProblems.unreadable(file, "the disk answered \"" + e.getMessage() + "\"");
        }
        known = List.copyOf(keys);
    }

    private FileAttribute<?>[] ownerOnly() {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
                }
                : new FileAttribute<?>[0];
    }

    private boolean isPosix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
