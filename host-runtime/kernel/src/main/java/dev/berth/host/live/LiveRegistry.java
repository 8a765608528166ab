/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.live;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one reference to the live set. Readers never lock; writers take turns and count generations. */
public final class LiveRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRegistry.class);
    private static final int REMEMBERED = 100;

    /** How long a change waits for a listener. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AtomicReference<LiveSet> current = new AtomicReference<>(LiveSet.EMPTY);
    private final Deque<Generation> history = new ArrayDeque<>();
    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private volatile long generation;

    public LiveRegistry(Clock clock) {
        this.clock = clock;
    }

    /** Returns what is live now. */
    public LiveSet current() {
        return current.get();
    }

    /** The reference itself, for views that read it on a hot path. */
    AtomicReference<LiveSet> reference() {
        return current;
    }

    /** Returns the number of the last change, 0 before the first. */
    public long generation() {
        return generation;
    }

    /** Replaces the live set in one step. A change that changes nothing is not counted (LIFE-107). */
    public long swap(String reason, UnaryOperator<LiveSet> change) {
        long counted;
        synchronized (history) {
            LiveSet before = current.get();
            LiveSet after = change.apply(before);
            if (after == before) {
                return generation;
            }
            current.set(after);
            counted = ++generation;
            history.addFirst(new Generation(counted, reason, clock.instant()));
            if (history.size() > REMEMBERED) {
                history.removeLast();
            }
        }
        listeners.forEach(listener -> tell(listener, counted));
        return counted;
    }

    /** On a thread of its own: what a listener throws ends that thread and not the change, and one that hangs is left behind. */
    private static void tell(LongConsumer listener, long generation) {
        Thread told = Thread.ofVirtual()
                .name("berth-listener")
                .uncaughtExceptionHandler((thread, thrown) -> LOG.warn(
                        "A listener of changes failed at generation {}; the others were told", generation, thrown))
                .start(() -> listener.accept(generation));
        try {
            if (!told.join(PATIENCE)) {
                LOG.warn("A listener of changes has not returned after {}; it was left behind", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the last changes, newest first, at most 100. */
    public List<Generation> history() {
        synchronized (history) {
            return List.copyOf(history);
        }
    }

    /** Calls the listener with the number of each new generation, while the change waits for it, until it is removed. */
    public void addListener(LongConsumer listener) {
        listeners.add(listener);
    }

    /** Removes it. */
    public void removeListener(LongConsumer listener) {
        listeners.remove(listener);
    }
}
