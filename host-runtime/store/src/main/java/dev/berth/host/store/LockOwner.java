/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file beside the lock that says who holds it: process id, and when that process started, since ids are used again (the first
 * process of a container always has the same). The lock decides; this file only names.
 */
record LockOwner(Path file) {
    void write() throws IOException {
        Files.write(file, List.of(self(), started()));
    }

    /** Returns the process that wrote the file last. */
    Optional<String> pid() {
        return lines().stream().findFirst().filter(line -> !line.isBlank());
    }

    /** Returns the id of this process, if it wrote the file and has not cleared it. */
    Optional<String> heldByThisProcess() {
        return lines().equals(List.of(self(), started())) ? Optional.of(self()) : Optional.empty();
    }

    void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It names a process that no longer holds the lock; the next owner writes over it.
        }
    }

    static String self() {
        return Long.toString(ProcessHandle.current().pid());
    }

    private static String started() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(Object::toString)
                .orElse("unknown");
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
