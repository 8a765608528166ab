/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.unload;

import dev.berth.host.extension.Revision;
import dev.berth.manifest.unload.LoaderPins;
import dev.berth.manifest.unload.Pin;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the class loaders of revisions that have left (ENG-40). While the host runs it costs a weak reference each; garbage is
 * collected, and the JVM looked through, only when somebody asks.
 */
public final class Unloads {
    private static final Logger LOG = LoggerFactory.getLogger(Unloads.class);
    private static final int ROUNDS = 30;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Clock clock;
    private final Queue<Departed> departed = new ConcurrentLinkedQueue<>();

    public Unloads(Clock clock) {
        this.clock = clock;
    }

    /**
     * A revision that has left, and is still held.
     *
     * @param since when it left
     * @param pins what holds it; empty if no detector sees it
     */
    public record Pinned(String extension, String version, int revision, Instant since, List<Pin> pins) {
        /** Says so, with what its author does about it. */
        public Problem problem() {
            String subject = extension + " " + version;
            Problem problem = Problem.of(
                            ProblemCode.DESTROY_LEAKS,
                            subject,
                            subject + " (revision " + revision + ") left at " + since
                                    + " and needs to be let go of by all threads and registries; found: " + holders()
                                    + ". Its memory is not given back until the host restarts; nothing else is affected.")
                    .fact("revision", revision)
                    .operator("restart the host when it is short of memory, and tell the author.");
            return pins.isEmpty()
                    ? problem.author("look in a heap dump for who holds the class loader: jcmd PID GC.heap_dump FILE")
                    : problem.author(pins.stream().map(Pin::fix).distinct().collect(Collectors.joining(" ")));
        }

        private String holders() {
            return pins.isEmpty()
                    ? "something that no detector sees, such as a shutdown hook or a static field of the JDK"
                    : pins.stream().map(Pin::what).collect(Collectors.joining("; "));
        }
    }

    /** Cleans up after a revision whose code runs no more, and watches its loader. */
    public void left(Revision revision, ClassLoader loader) {
        if (isOfTheHost(loader)) {
            // An engine that gives its extensions no loader of their own: nothing is theirs alone.
            return;
        }
        LoaderPins.clean(loader)
                .forEach(pin -> LOG.warn("{} has left, but {}; it was taken away", revision.subject(), pin.what()));
        departed.removeIf(Departed::isFree);
        departed.add(Departed.of(revision, loader, clock.instant()));
    }

    private static boolean isOfTheHost(ClassLoader loader) {
        return Stream.iterate(Unloads.class.getClassLoader(), Objects::nonNull, ClassLoader::getParent)
                .anyMatch(loader::equals);
    }

    /**
     * Collects garbage, boundedly often, and returns what has left and is still held, with what holds it. Takes up to two seconds if
     * there is any, and no time if there is none.
     */
    public List<Pinned> pinned() {
        for (int round = 0; round < ROUNDS && !isFree(); round++) {
            System.gc();
            if (!paused()) {
                break;
            }
        }
        return departed.stream().flatMap(one -> one.pinned().stream()).toList();
    }

    private boolean isFree() {
        departed.removeIf(Departed::isFree);
        return departed.isEmpty();
    }

    private static boolean paused() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
