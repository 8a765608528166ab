/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Waits for changes of files. What the system tells only wakes it: file systems lose, merge and repeat events, so it looks for itself
 * what is there, and now and then without having been told.
 */
final class Watch implements AutoCloseable {
    private static final Duration REST = Duration.ofMillis(300);
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration ANYWAY = Duration.ofSeconds(2);

    private final Supplier<Tree> look;
    private final WatchService service;
    private final Settling settling;

    private Watch(Supplier<Tree> look, WatchService service, Settling settling) {
        this.look = look;
        this.service = service;
        this.settling = settling;
    }

    /** Starts to watch what is seen. */
    static Watch of(Supplier<Tree> look, Path root, Clock clock) {
        try {
            WatchService service = root.getFileSystem().newWatchService();
            return new Watch(look, service, new Settling(clock, REST, look.get()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until something has changed and come to rest; false once it is closed. */
    boolean next() {
        try {
            while (true) {
                Tree now = look.get();
                now.folders().forEach(this::listen);
                if (settling.isSettled(now)) {
                    return true;
                }
                drain(settling.isMoving() ? SOON : ANYWAY);
            }
        } catch (ClosedWatchServiceException closed) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A folder that is listened to already stays so. */
    private void listen(Path folder) {
        try {
            folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException gone) {
            // It went meanwhile, or the system listens to no more: then looking has to do.
        }
    }

    private void drain(Duration longest) throws InterruptedException {
        WatchKey key = service.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
        while (key != null) {
            key.pollEvents();
            key.reset();
            key = service.poll();
        }
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
