/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.telemetry;

import dev.berth.host.meter.Count;
import dev.berth.host.meter.Meters;
import dev.berth.sdk.port.UsageEvent.LlmUsage;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes usage events without waiting, and keeps them in batches on a thread of its own (PORT-107). A kill loses what waits, at
 * most 10,000 events; closing loses nothing.
 */
public final class Usage implements AutoCloseable {
    /** How many events may wait. */
    static final int ROOM = 10_000;

    private static final int BATCH = 500;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Usage.class);

    private final UsageStore store;
    private final Meters meters;
    /** An empty one wakes the writer. */
    private final BlockingQueue<Optional<UsageRow>> waiting = new ArrayBlockingQueue<>(ROOM);

    private final Set<Dropped> told = ConcurrentHashMap.newKeySet();
    private final Thread writer;
    private volatile boolean closing;

    private record Dropped(ExtensionId extension, String why) {}

    /** Starts to take events. */
    public Usage(UsageStore store, Meters meters) {
        this.store = store;
        this.meters = meters;
        this.writer = Thread.ofVirtual().name("usage").start(this::write);
    }

    /** Takes an event for later. */
    void take(UsageRow row) {
        if (closing || !waiting.offer(Optional.of(row))) {
            drop(row.extension(), "more events than can be written");
        } else {
            count(row);
        }
    }

    /** Keeps an event with the changes of the transaction on the thread. */
    void keep(UsageRow row) {
        store.add(List.of(row));
        count(row);
    }

    /** Counts an event that is not kept, and says so once for each extension and reason. */
    void drop(ExtensionId extension, String why) {
        meters.add(Count.USAGE_DROPPED, extension);
        if (told.add(new Dropped(extension, why))) {
            LOG.warn("{} emits usage events that are dropped: {}. This is said once.", extension, why);
        }
    }

    private void count(UsageRow row) {
        meters.add(Count.USAGE_EVENTS, row.extension());
        if (row.event() instanceof LlmUsage llm) {
            meters.add(Count.LLM_INPUT_TOKENS, row.extension(), llm.inputTokens());
            meters.add(Count.LLM_OUTPUT_TOKENS, row.extension(), llm.outputTokens());
        }
    }

    /** Returns the sums of what is kept, with what waited when this was called. */
    public List<UsageTotal> totals(Optional<String> organization) {
        return store.totals(organization);
    }

    private void write() {
        List<UsageRow> batch = new ArrayList<>(BATCH);
        while (!closing || !waiting.isEmpty() || !batch.isEmpty()) {
            if (batch.isEmpty()) {
                fill(batch);
            }
            if (!kept(batch) && closing) {
                return;
            }
        }
    }

    /** Waits for an event, and takes those that are there with it. */
    private void fill(List<UsageRow> batch) {
        List<Optional<UsageRow>> taken = new ArrayList<>(BATCH);
        try {
            Optional<UsageRow> first = waiting.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                taken.add(first);
                waiting.drainTo(taken, BATCH - 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing = true;
        }
        taken.forEach(row -> row.ifPresent(batch::add));
    }

    private boolean kept(List<UsageRow> batch) {
        try {
            if (!batch.isEmpty()) {
                store.add(batch);
                batch.clear();
            }
            return true;
        } catch (ProblemException e) {
            LOG.warn("Usage events wait, because they cannot be kept now: {}", e.getMessage());
            LockSupport.parkNanos(PAUSE.toNanos());
            return false;
        }
    }

    /** Writes what waits and takes no more. A second call does nothing. */
    @Override
    public void close() {
        closing = true;
        // If there is no room, the writer is awake. An interruption could meet it in the middle of a write to a file.
        boolean woken = waiting.offer(Optional.empty());
        LOG.debug("The writer of usage events is {}", woken ? "woken" : "awake");
        try {
            writer.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
