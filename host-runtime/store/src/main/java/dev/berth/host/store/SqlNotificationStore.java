/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.port.notifications.Notice;
import dev.berth.host.port.notifications.NotificationStore;
import dev.berth.host.store.database.Database;
import dev.berth.host.store.database.Sql;
import dev.berth.sdk.port.Notification.Level;
import dev.berth.sdk.value.ExtensionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** Notifications, by recipient (PORT-98). */
final class SqlNotificationStore implements NotificationStore {
    /** Old ones go once in so many. */
    private static final int SWEEP = 64;

    private final Database database;

    SqlNotificationStore(Database database) {
        this.database = database;
    }

    @Override
    public void append(LongFunction<Notice> next) {
        // Transactions run one at a time, so that the last number stays the last one until this is committed.
        database.write(sql -> {
            Notice notice = next.apply(last(sql) + 1);
            sql.update(
                    """
                    insert into notification
                        (sequence, emitted_at, extension, organization, recipient, level, title, body)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    notice.sequence(),
                    notice.at(),
                    notice.extension().value(),
                    notice.organization(),
                    notice.recipient(),
                    notice.level().name(),
                    notice.title(),
                    notice.body().orElse(null));
            if (notice.sequence() % SWEEP == 0) {
                sweep(sql, notice);
            }
            return notice;
        });
    }

    private static void sweep(Sql sql, Notice newest) throws SQLException {
        sql.update(
                """
                delete from notification where extension = ? and organization = ? and sequence < (
                    select min(sequence) from (
                        select sequence from notification where extension = ? and organization = ?
                        order by sequence desc fetch first ? rows only) kept)
                """,
                newest.extension().value(),
                newest.organization(),
                newest.extension().value(),
                newest.organization(),
                KEPT);
    }

    @Override
    public List<Notice> read(String organization, List<String> recipients, long after, int limit) {
        String places = String.join(", ", Collections.nCopies(recipients.size(), "?"));
        List<Object> arguments = new ArrayList<>(recipients);
        arguments.add(0, organization);
        arguments.add(after);
        arguments.add(limit);
        return database.read(sql -> sql.list(
                "select * from notification where organization = ? and recipient in (" + places
                        + ") and sequence > ? order by sequence fetch first ? rows only",
                SqlNotificationStore::notice,
                arguments.toArray()));
    }

    @Override
    public long last() {
        return database.read(SqlNotificationStore::last);
    }

    private static long last(Sql sql) throws SQLException {
        return sql.list("select coalesce(max(sequence), 0) from notification", row -> row.getLong(1))
                .getFirst();
    }

    @Override
    public long seen(String organization, String reader) {
        return database
                .read(sql -> sql.list(
                        "select sequence from notification_seen where organization = ? and reader = ?",
                        row -> row.getLong(1),
                        organization,
                        reader))
                .stream()
                .findFirst()
                .orElse(0L);
    }

    @Override
    public void see(String organization, String reader, long sequence) {
        database.write(sql -> sql.update("""
                merge into notification_seen t
                using (values (cast(? as varchar), cast(? as varchar), cast(? as bigint)))
                    s (organization, reader, sequence)
                on t.organization = s.organization and t.reader = s.reader
                when matched and s.sequence > t.sequence then update set sequence = s.sequence
                when not matched then insert (organization, reader, sequence)
                    values (s.organization, s.reader, s.sequence)
                """, organization, reader, sequence));
    }

    private static Notice notice(ResultSet row) throws SQLException {
        return new Notice(
                row.getLong("sequence"),
                Sql.instant(row, "emitted_at"),
                ExtensionId.of(row.getString("extension")),
                row.getString("organization"),
                row.getString("recipient"),
                Level.valueOf(row.getString("level")),
                row.getString("title"),
                Optional.ofNullable(row.getString("body")));
    }
}
