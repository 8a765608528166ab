/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.unload;

import dev.berth.host.extension.Revision;
import dev.berth.manifest.unload.HeapPins;
import dev.berth.manifest.unload.LoaderPins;
import dev.berth.manifest.unload.Pin;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    /** Each needs the dump to be read some ten times. */
    private static final int MOST = 3;

    private final Clock clock;
    private final Path folder;
    private final Queue<Departed> departed = new ConcurrentLinkedQueue<>();

    /** @param folder for what it writes while it looks; made if it is not there */
    public Unloads(Clock clock, Path folder) {
        this.clock = clock;
        this.folder = folder;
    }

    /**
     * A revision that has left, and is still held.
     *
     * @param since when it left
     * @param pins what holds it; empty if no detector sees it, and the heap was not looked through
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
                    ? problem.author("ask for the path by which it is held: berth doctor --leaks --heap")
                    : problem.author(pins.stream().map(Pin::fix).distinct().collect(Collectors.joining(" ")));
        }

        Pinned with(List<Pin> found) {
            return new Pinned(extension, version, revision, since, found);
        }

        private String holders() {
            return pins.isEmpty()
                    ? "something that no detector sees, such as a static field of a library"
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

    /**
     * Returns the same; for the first of them that no detector explains also the path by which they are held, from a dump of the heap.
     * While that is written the JVM stands still, for about a second a gigabyte.
     */
    public List<Pinned> traced() {
        List<Pinned> all = new ArrayList<>(pinned());
        List<Departed> unseen = departed.stream()
                .filter(one -> all.stream().anyMatch(held -> held.pins().isEmpty() && one.isSame(held)))
                .limit(MOST)
                .toList();
        if (!unseen.isEmpty()) {
            List<Optional<Pin>> paths = paths(unseen);
            for (int i = 0; i < unseen.size(); i++) {
                Departed one = unseen.get(i);
                List<Pin> path = paths.get(i).stream().toList();
                all.replaceAll(held -> one.isSame(held) ? held.with(path) : held);
            }
        }
        return List.copyOf(all);
    }

    private List<Optional<Pin>> paths(List<Departed> unseen) {
        try {
            return HeapPins.of(unseen.stream().map(Departed::loader).toList(), Files.createDirectories(folder));
        } catch (IOException e) {
            throw new ProblemException(Problem.of(
                            ProblemCode.HOME_UNWRITABLE,
                            folder.toString(),
                            "The host needs room for a dump of its heap in " + folder + "; found: " + e
                                    + ". The heap was not looked through; the host runs on.")
                    .operator("free as much space as the host has memory, or leave --heap out."));
        }
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
