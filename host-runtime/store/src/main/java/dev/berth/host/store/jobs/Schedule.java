/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.jobs;

import dev.berth.host.port.jobs.Job;
import dev.berth.host.store.database.Sql;
import dev.berth.sdk.value.ExtensionId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The rows of db-scheduler's {@code scheduled_tasks}: the jobs that are to run and, as far as is known, have a worker. */
final class Schedule {
    /** All jobs are instances of one task. */
    static final String TASK = "job";

    private Schedule() {}

    /** Has a job picked when it is due, picked before or not. */
    static void put(Sql sql, String id, Instant due) throws SQLException {
        int updated = sql.update(
                "update scheduled_tasks set execution_time = ?, picked = false, picked_by = null, last_heartbeat = null,"
                        + " version = version + 1 where task_name = ? and task_instance = ?",
                due,
                TASK,
                id);
        if (updated == 0) {
            sql.update(
                    "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                            + " values (?, ?, ?, false, 1)",
                    TASK,
                    id,
                    due);
        }
    }

    /** Has all waiting jobs of a name picked when they are due. */
    static void putAll(Sql sql, Job.Name name) throws SQLException {
        sql.update(
                "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                        + " select cast(? as varchar), id, due_at, false, 1 from job j"
                        + " where extension = ? and name = ? and organization = ? and state = ? and not exists ("
                        + "select 1 from scheduled_tasks t where t.task_name = ? and t.task_instance = j.id)",
                TASK,
                name.extension().value(),
                name.text(),
                name.organization(),
                Job.State.WAITING.name(),
                TASK);
    }

    /** Has a job picked no more. */
    static void remove(Sql sql, String id) throws SQLException {
        sql.update("delete from scheduled_tasks where task_name = ? and task_instance = ?", TASK, id);
    }

    /** Has no job of an extension picked any more. */
    static void removeAll(Sql sql, ExtensionId extension) throws SQLException {
        sql.update(
                "delete from scheduled_tasks where task_name = ?"
                        + " and task_instance in (select id from job where extension = ?)",
                TASK,
                extension.value());
    }

    /** Has no job of an extension picked any more that belongs to an organisation. */
    static void removeAll(Sql sql, ExtensionId extension, String organization) throws SQLException {
        sql.update(
                "delete from scheduled_tasks where task_name = ?"
                        + " and task_instance in (select id from job where extension = ? and organization = ?)",
                TASK,
                extension.value(),
                organization);
    }

    /** Returns the jobs that are picked. */
    static List<String> picked(Sql sql) throws SQLException {
        return sql.list(
                "select task_instance from scheduled_tasks where task_name = ? and picked = true",
                row -> row.getString(1),
                TASK);
    }
}
