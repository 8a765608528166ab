/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.host.port.jobs.Job;
import dev.berth.host.port.jobs.JobQueue;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Jobs that nobody picks. */
final class MemoryJobs implements JobQueue {
    private final Map<String, Job> rows = new ConcurrentHashMap<>();

    @Override
    public void add(Job job) {
        rows.putIfAbsent(job.order().id(), job);
    }

    @Override
    public Optional<Job> find(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public List<Job> list(Filter filter, int limit) {
        return rows.values().stream()
                .filter(job ->
                        filter.state().map(job.progress().state()::equals).orElse(true))
                .filter(job -> filter.names()
                        .map(names -> names.contains(job.order().name()))
                        .orElse(true))
                .limit(limit)
                .toList();
    }

    @Override
    public Set<Job.Name> waiting() {
        return rows.values().stream().map(job -> job.order().name()).collect(Collectors.toSet());
    }

    @Override
    public void save(Job job) {
        rows.put(job.order().id(), job);
    }

    @Override
    public void deleteAll(ExtensionId extension) {
        rows.values().removeIf(job -> job.order().name().extension().equals(extension));
    }

    @Override
    public Set<String> organizations(ExtensionId extension) {
        return rows.values().stream()
                .filter(job -> job.order().name().extension().equals(extension))
                .map(job -> job.order().organization())
                .collect(Collectors.toSet());
    }

    @Override
    public void deleteIn(ExtensionId extension, String organization) {
        rows.values()
                .removeIf(job -> job.order().name().extension().equals(extension)
                        && job.order().organization().equals(organization));
    }

    @Override
    public void serve(Set<Job.Name> names, Runner runner) {}

    @Override
    public void hold() {}

    @Override
    public void stop() {}
}
