/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.fake;

import dev.berth.host.extension.Transactor;
import dev.berth.host.port.jobs.Job;
import dev.berth.host.port.jobs.JobQueue;
import dev.berth.sdk.value.ExtensionId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A queue in memory that picks when the test says so: on the thread of the test, one job after the other. */
public final class MemoryJobs implements JobQueue {
    private final Transactor transactor;
    private final Supplier<Map<String, Job>> rows;
    private final Supplier<List<Job>> all;
    private @Nullable Runner runner;
    private boolean held;

    MemoryJobs(Transactor transactor, Supplier<Map<String, Job>> rows, Supplier<List<Job>> all) {
        this.transactor = transactor;
        this.rows = rows;
        this.all = all;
    }

    /** Runs what is due and served now; returns how many were picked. */
    public int run() {
        Runner running = runner;
        if (running == null || held) {
            return 0;
        }
        List<Job> due = all().stream()
                .filter(job -> job.progress().state() == Job.State.WAITING)
                .filter(job -> !job.progress().at().isAfter(running.now()))
                .filter(job -> running.isServed(job.order().name()))
                .toList();
        for (Job job : due) {
            running.run(job).ifPresent(progress -> {
                if (find(job.order().id()).isPresent()) {
                    save(job.with(progress));
                }
            });
        }
        return due.size();
    }

    /** Tells whether jobs are picked. */
    public boolean isServing() {
        return runner != null && !held;
    }

    public List<Job> all() {
        return all.get();
    }

    @Override
    public void add(Job job) {
        transactor.run(() -> rows.get().putIfAbsent(job.order().id(), job));
    }

    @Override
    public Optional<Job> find(String id) {
        return all().stream().filter(job -> job.order().id().equals(id)).findFirst();
    }

    @Override
    public List<Job> list(Filter filter, int limit) {
        return all().stream()
                .filter(job -> matches(filter.state(), job.progress().state()))
                .filter(job -> matches(filter.extension(), job.order().name().extension()))
                .filter(job -> matches(filter.organization(), job.order().organization()))
                .filter(job -> filter.names()
                        .map(names -> names.contains(job.order().name()))
                        .orElse(true))
                .sorted(Comparator.comparing((Job job) -> job.order().createdAt())
                        .reversed())
                .limit(limit)
                .toList();
    }

    private static <T> boolean matches(Optional<T> wanted, T found) {
        return wanted.map(found::equals).orElse(true);
    }

    @Override
    public Set<Job.Name> waiting() {
        return all().stream()
                .filter(job -> job.progress().state() == Job.State.WAITING)
                .map(job -> job.order().name())
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Override
    public void save(Job job) {
        transactor.run(() -> rows.get().put(job.order().id(), job));
    }

    @Override
    public void deleteAll(ExtensionId extension) {
        transactor.run(() -> rows.get()
                .values()
                .removeIf(job -> job.order().name().extension().equals(extension)));
    }

    @Override
    public Set<String> organizations(ExtensionId extension) {
        return all().stream()
                .filter(job -> job.order().name().extension().equals(extension))
                .map(job -> job.order().organization())
                .collect(Collectors.toSet());
    }

    @Override
    public void deleteIn(ExtensionId extension, String organization) {
        transactor.run(() -> rows.get()
                .values()
                .removeIf(job -> job.order().name().extension().equals(extension)
                        && job.order().organization().equals(organization)));
    }

    @Override
    public void serve(Set<Job.Name> names, Runner with) {
        runner = with;
        held = false;
    }

    @Override
    public void hold() {
        held = true;
    }

    @Override
    public void stop() {}
}
