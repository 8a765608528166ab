/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import dev.berth.host.store.disk.Disk;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;

/**
 * A checksum beside a database that was closed in order. H2 answers damage to its last commits by going back to the ones before,
 * which after a crash is right and after a clean end would lose what was committed, in silence.
 *
 * @param file what is sealed
 */
record Seal(Path file) {
    /** What it says of the file. */
    enum State {
        /** The file is what it was when it was closed. */
        WHOLE,
        /** The file is another. */
        BROKEN,
        /** The file was not closed in order. */
        NONE
    }

    /** Tells whether there is one, whatever it says. */
    boolean isOn() {
        return Files.exists(path());
    }

    State state() throws IOException {
        if (!isOn()) {
            return State.NONE;
        }
        return Files.readString(path()).equals(checksum()) ? State.WHOLE : State.BROKEN;
    }

    /** Puts the seal on; the file is closed. */
    void put() throws IOException {
        // Half a seal would call a good file damaged.
        Path unfinished = file.resolveSibling(file.getFileName() + ".unsealed");
        Files.writeString(unfinished, checksum());
        Disk.sync(unfinished);
        Files.move(unfinished, path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes the seal off; the file is about to change. */
    void remove() throws IOException {
        if (Files.deleteIfExists(path())) {
            // An old seal that came back after a loss of power would call a good file damaged.
            Disk.sync(path().toAbsolutePath().getParent());
        }
    }

    private Path path() {
        return file.resolveSibling(file.getFileName() + ".seal");
    }

    private String checksum() throws IOException {
        CRC32 crc = new CRC32();
        long size = 0;
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = new FileInputStream(file.toFile())) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                crc.update(buffer, 0, read);
                size += read;
            }
        }
        return "%d bytes, CRC-32 %08x%n".formatted(size, crc.getValue());
    }
}
