/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.disk;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** What a rename needs to outlive a loss of power. */
public final class Disk {
    private Disk() {}

    /** Waits until a file, or the list of files in a folder, is on the disk; an interruption has to wait too. */
    public static void sync(@Nullable Path path) throws IOException {
        // Windows flushes folders by itself and cannot open them.
        if (path == null || (Files.isDirectory(path) && !isPosix())) {
            return;
        }
        boolean interrupted = false;
        try {
            for (boolean done = false; !done; ) {
                interrupted |= Thread.interrupted();
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                    channel.force(true);
                    done = true;
                } catch (ClosedByInterruptException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
