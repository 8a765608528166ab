/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.audit.AuditEntry;
import dev.berth.host.audit.AuditStore;
import dev.berth.host.store.database.Database;
import dev.berth.host.store.database.Sql;
import dev.berth.sdk.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Audit entries; nothing here changes or removes one (LIFE-145). */
final class SqlAuditStore implements AuditStore {
    private final Database database;
    private final AuditHeads heads;

    SqlAuditStore(Database database, AuditHeads heads) {
        this.database = database;
        this.heads = heads;
    }

    @Override
    public Map<Long, String> heads() {
        return heads.all();
    }

    @Override
    public void append(Function<Optional<AuditEntry>, AuditEntry> next) {
        // Transactions run one at a time, so that the last entry stays the last one until this is committed.
        database.write(sql -> {
            AuditEntry entry = next.apply(last(sql));
            database.afterwards(() -> heads.export(entry.at(), () -> kept(entry.sequence())));
            return sql.update(
                    """
                    insert into audit (sequence, happened_at, actor, surface, event, subject, revision, was, became, reason,
                        hash)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    entry.sequence(),
                    entry.at(),
                    entry.actor(),
                    entry.surface(),
                    entry.event(),
                    entry.subject(),
                    entry.revision(),
                    entry.before(),
                    entry.after(),
                    entry.reason(),
                    entry.hash());
        });
    }

    private static Optional<AuditEntry> last(Sql sql) throws SQLException {
        return sql
                .list("select * from audit order by sequence desc fetch first 1 rows only", SqlAuditStore::entry)
                .stream()
                .findFirst();
    }

    /** Exports the last hash; nothing more is appended then. */
    void end() {
        heads.exportEnd(() -> ifKnown(() -> database.read(SqlAuditStore::last)));
    }

    /** Returns the entry that was kept under a number; none if that cannot be told now. */
    private Optional<AuditEntry> kept(long sequence) {
        return ifKnown(() -> read(sequence - 1, 1).stream()
                .filter(entry -> entry.sequence() == sequence)
                .findFirst());
    }

    private static Optional<AuditEntry> ifKnown(Supplier<Optional<AuditEntry>> read) {
        try {
            return read.get();
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<AuditEntry> read(long after, int limit) {
        return database.read(sql -> sql.list(
                "select * from audit where sequence > ? order by sequence fetch first ? rows only",
                SqlAuditStore::entry,
                after,
                limit));
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("sequence"),
                Sql.instant(row, "happened_at"),
                row.getString("actor"),
                row.getString("surface"),
                row.getString("event"),
                row.getString("subject"),
                row.getString("revision"),
                row.getString("was"),
                row.getString("became"),
                row.getString("reason"),
                row.getString("hash"));
    }
}
