/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.jobs;

import dev.berth.host.port.jobs.Job;
import dev.berth.host.port.jobs.JobQueue;
import dev.berth.host.store.database.Database;
import dev.berth.host.store.database.Sql;
import dev.berth.sdk.value.ExtensionId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The queue in the host's database (PORT-94). */
public final class SqlJobQueue implements JobQueue {
    /** How long what ended is kept, and with it its idempotency key. */
    private static final Duration KEPT = Duration.ofDays(7);

    private static final Duration SWEEP = Duration.ofHours(1);

    private final Database database;
    private volatile @Nullable Picker picker;
    private boolean held;
    private Instant swept = Instant.MIN;

    public SqlJobQueue(Database database) {
        this.database = database;
    }

    @Override
    public void add(Job job) {
        database.writeTogether(sql -> {
            boolean isNew = JobRows.insert(sql, job);
            if (isNew) {
                Schedule.put(sql, job.order().id(), job.progress().at());
            }
            return isNew;
        });
        look();
    }

    private void look() {
        Picker picking = picker;
        if (picking != null) {
            picking.look();
        }
    }

    @Override
    public Optional<Job> find(String id) {
        return database.read(sql -> JobRows.find(sql, id));
    }

    @Override
    public List<Job> list(Filter filter, int limit) {
        return database.read(sql -> new JobSearch(filter).newest(sql, limit));
    }

    @Override
    public Set<Job.Name> waiting() {
        return new HashSet<>(database.read(sql -> sql.list(
                "select distinct extension, name, organization from job where state = ?",
                JobRows::name,
                Job.State.WAITING.name())));
    }

    @Override
    public void save(Job job) {
        database.write(sql -> keep(sql, job));
        look();
    }

    /** The job and its schedule, together. */
    private static boolean keep(Sql sql, Job job) throws SQLException {
        boolean there = JobRows.update(sql, job);
        if (there && job.progress().state() == Job.State.WAITING) {
            Schedule.put(sql, job.order().id(), job.progress().at());
        } else {
            Schedule.remove(sql, job.order().id());
        }
        return there;
    }

    @Override
    public void deleteAll(ExtensionId extension) {
        database.write(sql -> {
            Schedule.removeAll(sql, extension);
            return sql.update("delete from job where extension = ?", extension.value());
        });
    }

    @Override
    public Set<String> organizations(ExtensionId extension) {
        return new HashSet<>(database.read(sql -> sql.list(
                "select distinct organization from job where extension = ?",
                row -> row.getString(1),
                extension.value())));
    }

    @Override
    public void deleteIn(ExtensionId extension, String organization) {
        database.write(sql -> {
            Schedule.removeAll(sql, extension, organization);
            return sql.update(
                    "delete from job where extension = ? and organization = ?", extension.value(), organization);
        });
    }

    @Override
    public synchronized void serve(Set<Job.Name> names, Runner runner) {
        if (held) {
            return;
        }
        boolean first = picker == null;
        database.write(sql -> {
            if (first) {
                for (String id : Schedule.picked(sql)) {
                    recover(sql, id, runner);
                }
            }
            for (Job.Name name : names) {
                Schedule.putAll(sql, name);
            }
            return names.size();
        });
        if (first) {
            picker = Picker.start(database.dataSource(), runner::now, id -> run(id, runner), id -> lost(id, runner));
        }
        look();
    }

    /** An attempt that did not end, because its host did: it counts (PORT-S30). */
    private static void recover(Sql sql, String id, Runner runner) throws SQLException {
        Optional<Job> job = JobRows.find(sql, id).filter(SqlJobQueue::isToRun);
        if (job.isPresent()) {
            keep(sql, job.get().with(runner.interrupted(job.get())));
        } else {
            Schedule.remove(sql, id);
        }
    }

    private static boolean isToRun(Job job) {
        return job.progress().state() == Job.State.WAITING;
    }

    private void run(String id, Runner runner) {
        Optional<Job> picked = find(id).filter(SqlJobQueue::isToRun);
        Optional<Job> next = picked.flatMap(job -> runner.run(job).map(job::with));
        if (next.isPresent()) {
            end(next.get(), runner.now());
        } else {
            database.writeTogether(sql -> {
                Schedule.remove(sql, id);
                return true;
            });
            // A worker that came meanwhile has not seen this job among those that wait.
            picked.map(job -> job.order().name())
                    .filter(runner::isServed)
                    .ifPresent(name -> serve(Set.of(name), runner));
        }
    }

    /** Keeps what came of an attempt, unless an operator or a removal was faster. */
    private void end(Job job, Instant now) {
        database.writeTogether(sql -> {
            sweep(sql, now);
            if (JobRows.find(sql, job.order().id()).filter(SqlJobQueue::isToRun).isEmpty()) {
                Schedule.remove(sql, job.order().id());
                return false;
            }
            return keep(sql, job);
        });
    }

    private void sweep(Sql sql, Instant now) throws SQLException {
        if (swept.isBefore(now.minus(SWEEP))) {
            swept = now;
            JobRows.deleteEnded(sql, now.minus(KEPT));
        }
    }

    private void lost(String id, Runner runner) {
        if (!runner.isRunning(id)) {
            database.write(sql -> {
                recover(sql, id, runner);
                return true;
            });
        }
    }

    @Override
    public synchronized void hold() {
        held = true;
        Picker picking = picker;
        if (picking != null) {
            picking.hold();
        }
    }

    @Override
    public void stop() {
        Picker picking = picker;
        if (picking != null) {
            picking.stop();
        }
    }
}
