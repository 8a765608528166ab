/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.jobs;

import dev.berth.host.audit.AuditLog;
import dev.berth.host.extension.Transactor;
import dev.berth.host.live.Contribution.Worker;
import dev.berth.host.live.LiveRegistry;
import dev.berth.sdk.problem.ProblemException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the queue informed of the workers that are live. Nothing is picked, and no thread runs, before there is one.
 *
 * <p>Called in this order: {@link #start} after the activation of a boot, {@link #hold} before anything is destroyed, {@link #stop}
 * after the last attempt was ended by the gate of its revision.
 */
public final class JobService {
    private static final Logger LOG = LoggerFactory.getLogger(JobService.class);

    private final JobQueue queue;
    private final JobRuns runs;
    private final LiveRegistry live;
    private final Jobs jobs;
    /** Made by the thread that starts the host: one that an extension made would keep its class loader. */
    private final ExecutorService informing = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofVirtual().name("berth-jobs").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    private final LongConsumer listener;
    /** What waited and was served when it was last looked at. */
    private Set<Job.Name> served = Set.of();

    private boolean serving;

    /** Serves a queue with these workers. */
    public JobService(
            JobQueue queue,
            WorkerCaller workers,
            LiveRegistry live,
            Transactor transactor,
            AuditLog audit,
            Clock clock) {
        this.queue = queue;
        this.live = live;
        this.runs = new JobRuns(workers, live, clock);
        this.listener = generation -> informing.execute(this::look);
        this.jobs = new Jobs(queue, runs, transactor, audit, clock);
    }

    /** Returns the jobs, for those who look after the host. */
    public Jobs jobs() {
        return jobs;
    }

    /** Serves the workers that are live, and those that will be. Does not wait for the database. */
    public void start() {
        live.addListener(listener);
        informing.execute(this::look);
    }

    /** Picks no more. */
    public void hold() {
        live.removeListener(listener);
        informing.close();
        queue.hold();
    }

    /** Waits until what ran is kept. */
    public void stop() {
        queue.stop();
    }

    private void look() {
        if (live.current().all(Worker.class).isEmpty()) {
            served = Set.of();
            return;
        }
        try {
            Set<Job.Name> now = queue.waiting().stream().filter(runs::isServed).collect(Collectors.toUnmodifiableSet());
            Set<Job.Name> fresh = new HashSet<>(now);
            fresh.removeAll(served);
            if (!serving || !fresh.isEmpty()) {
                queue.serve(fresh, runs);
                serving = true;
            }
            served = now;
        } catch (ProblemException e) {
            LOG.warn(
                    "Jobs that wait are looked at again after the next change: {}",
                    e.problem().text());
        }
    }
}
