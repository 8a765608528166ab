/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.jobs;

import dev.berth.host.live.Caller;
import dev.berth.host.port.jobs.Job;
import dev.berth.host.store.database.Sql;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The rows of {@code job}. */
final class JobRows {
    private JobRows() {}

    /** Inserts a job whose id is new; returns whether it was. */
    static boolean insert(Sql sql, Job job) throws SQLException {
        Job.Order order = job.order();
        return sql.update(
                        """
                merge into job t
                using (values (cast(? as varchar))) s (id) on t.id = s.id
                when not matched then insert (id, extension, name, organization, caller, payload, every_millis, max_attempts,
                        created_at, state, attempts, due_at)
                    values (s.id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                        order.id(),
                        order.name().extension().value(),
                        order.name().text(),
                        order.organization(),
                        JsonValue.of(order.caller()).toString(),
                        order.payload(),
                        order.every().map(Duration::toMillis).orElse(null),
                        order.maxAttempts(),
                        order.createdAt(),
                        job.progress().state().name(),
                        job.progress().attempts(),
                        job.progress().at())
                == 1;
    }

    /** Keeps the progress of a job; returns whether there still is one. */
    static boolean update(Sql sql, Job job) throws SQLException {
        return sql.update(
                        "update job set state = ?, attempts = ?, due_at = ?, problem = ? where id = ?",
                        job.progress().state().name(),
                        job.progress().attempts(),
                        job.progress().at(),
                        job.progress().problem().orElse(null),
                        job.order().id())
                == 1;
    }

    /** Returns a job. */
    static Optional<Job> find(Sql sql, String id) throws SQLException {
        return sql.list("select * from job where id = ?", JobRows::read, id).stream()
                .findFirst();
    }

    /** Deletes what ended before. */
    static void deleteEnded(Sql sql, Instant before) throws SQLException {
        sql.update(
                "delete from job where state in (?, ?) and due_at < ?",
                Job.State.DONE.name(),
                Job.State.CANCELLED.name(),
                before);
    }

    static Job read(ResultSet row) throws SQLException {
        long every = row.getLong("every_millis");
        Optional<Duration> pause = row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(every));
        return new Job(
                new Job.Order(
                        row.getString("id"),
                        name(row),
                        StrictJson.parse(row.getString("caller")).as(Caller.class),
                        row.getString("payload"),
                        pause,
                        row.getInt("max_attempts"),
                        Sql.instant(row, "created_at")),
                new Job.Progress(
                        Job.State.valueOf(row.getString("state")),
                        row.getInt("attempts"),
                        Sql.instant(row, "due_at"),
                        Optional.ofNullable(row.getString("problem"))));
    }

    static Job.Name name(ResultSet row) throws SQLException {
        return new Job.Name(
                ExtensionId.of(row.getString("extension")), row.getString("name"), row.getString("organization"));
    }
}
