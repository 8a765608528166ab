/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.jobs;

import dev.berth.host.port.jobs.Job;
import dev.berth.host.port.jobs.JobQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Runs jobs that always succeed, of the names that the test gives it a worker for. */
final class FakeRunner implements JobQueue.Runner {
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final List<String> interruptions = new CopyOnWriteArrayList<>();
    private final Set<Job.Name> workers = ConcurrentHashMap.newKeySet();
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private volatile Instant now = Instant.parse("2026-03-01T10:00:00Z");

    void has(Job.Name name) {
        workers.add(name);
    }

    /** The attempt of this job lasts until the latch is open. */
    void hold(String id, CountDownLatch until) {
        held.put(id, until);
    }

    void move(Duration by) {
        now = now.plus(by);
    }

    List<String> ran() {
        return ran;
    }

    List<String> interruptions() {
        return interruptions;
    }

    @Override
    public Optional<Job.Progress> run(Job job) {
        String id = job.order().id();
        if (!isServed(job.order().name())) {
            return Optional.empty();
        }
        running.add(id);
        try {
            held.getOrDefault(id, new CountDownLatch(0)).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            running.remove(id);
        }
        ran.add(id);
        return Optional.of(new Job.Progress(Job.State.DONE, job.progress().attempts() + 1, now, Optional.empty()));
    }

    @Override
    public Job.Progress interrupted(Job job) {
        interruptions.add(job.order().id());
        return new Job.Progress(Job.State.WAITING, job.progress().attempts() + 1, now, Optional.empty());
    }

    @Override
    public boolean isServed(Job.Name name) {
        return workers.contains(name);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public boolean isRunning(String id) {
        return running.contains(id);
    }
}
