/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.jobs;

import dev.berth.host.live.Contribution.Worker;
import dev.berth.host.live.LiveRegistry;
import dev.berth.host.port.jobs.WorkerCaller.Attempt;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Runs the jobs that the queue has picked. */
final class JobRuns implements JobQueue.Runner {
    private final WorkerCaller workers;
    private final LiveRegistry live;
    private final Clock clock;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    JobRuns(WorkerCaller workers, LiveRegistry live, Clock clock) {
        this.workers = workers;
        this.live = live;
        this.clock = clock;
    }

    @Override
    public Optional<Job.Progress> run(Job job) {
        running.add(job.order().id());
        try {
            return switch (workers.call(job.order())) {
                case Attempt.Done() -> Optional.of(JobRules.done(job, clock.instant()));
                case Attempt.Failed(var problem) -> Optional.of(JobRules.failed(job, problem, clock.instant()));
                case Attempt.NoWorker() -> Optional.empty();
            };
        } finally {
            running.remove(job.order().id());
        }
    }

    @Override
    public Job.Progress interrupted(Job job) {
        return JobRules.interrupted(job, clock.instant());
    }

    @Override
    public boolean isServed(Job.Name name) {
        return live.current()
                .find(name.extension(), Worker.slot(name.text()), Worker.class)
                .filter(worker -> worker.isVisibleIn(Optional.of(name.organization())))
                .isPresent();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public boolean isRunning(String id) {
        return running.contains(id);
    }

    Set<String> running() {
        return Set.copyOf(running);
    }
}
