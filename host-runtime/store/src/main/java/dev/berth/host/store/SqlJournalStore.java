/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.journal.BatchEntry;
import dev.berth.host.journal.JournalEntry;
import dev.berth.host.journal.JournalEntry.Phase;
import dev.berth.host.journal.JournalStore;
import dev.berth.host.store.database.Database;
import dev.berth.host.store.database.Sql;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.value.ExtensionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The journal of operations, append-only (LIFE-87). */
final class SqlJournalStore implements JournalStore {
    private final Database database;

    SqlJournalStore(Database database) {
        this.database = database;
    }

    @Override
    public void append(JournalEntry entry) {
        database.write(sql -> {
            int line = sql.insert(
                    """
                    insert into journal (operation, kind, extension, package_digest, phase, happened_at)
                    values (?, ?, ?, ?, ?, ?)
                    """,
                    "line",
                    entry.operation(),
                    entry.kind(),
                    entry.extension().value(),
                    entry.packageDigest(),
                    entry.phase().name(),
                    entry.at());
            int replaced = sql.update("delete from journal_open where operation = ?", entry.operation());
            return isSettled(entry.phase())
                    ? replaced
                    : sql.update("insert into journal_open (operation, line) values (?, ?)", entry.operation(), line);
        });
    }

    /** Tells whether nobody asks for the operation any more. */
    private static boolean isSettled(Phase phase) {
        return phase.isTerminal() && phase != Phase.WAITING;
    }

    @Override
    public List<JournalEntry> open() {
        return newest("phase <> ?", Phase.WAITING.name());
    }

    @Override
    public List<JournalEntry> waiting(ExtensionId extension) {
        return newest("phase = ? and extension = ?", Phase.WAITING.name(), extension.value());
    }

    private List<JournalEntry> newest(String which, String... arguments) {
        return database.read(sql -> sql.list(
                "select j.* from journal_open o join journal j on j.line = o.line where " + which + " order by j.line",
                row -> line("journal", row, SqlJournalStore::entry),
                (Object[]) arguments));
    }

    @Override
    public void append(BatchEntry entry) {
        String members = entry.members().stream()
                .map(member -> member.extension() + " " + member.packageDigest())
                .collect(Collectors.joining("\n"));
        database.write(sql -> sql.update(
                "insert into install_batch (batch, organization, members, phase, happened_at) values (?, ?, ?, ?, ?)",
                entry.batch(),
                entry.organization().orElse(""),
                members,
                entry.phase().name(),
                entry.at()));
    }

    @Override
    public List<BatchEntry> openBatches() {
        return database.read(sql -> sql.list(
                """
                select * from install_batch b
                where phase not in (?, ?)
                    and not exists (select 1 from install_batch o where o.batch = b.batch and o.line > b.line)
                order by line
                """,
                row -> line("install_batch", row, SqlJournalStore::batch),
                BatchEntry.Phase.FINALIZED.name(),
                BatchEntry.Phase.ROLLED_BACK.name()));
    }

    private static <T> T line(String table, ResultSet row, Sql.Row<T> reader) throws SQLException {
        try {
            return reader.read(row);
        } catch (IllegalArgumentException e) {
            throw StoreProblems.journal(table, row.getLong("line"), e);
        }
    }

    private static BatchEntry batch(ResultSet row) throws SQLException {
        String organization = row.getString("organization");
        List<BatchEntry.Member> members =
                row.getString("members").lines().map(SqlJournalStore::member).toList();
        return new BatchEntry(
                row.getString("batch"),
                organization.isEmpty() ? Optional.empty() : Optional.of(organization),
                members,
                BatchEntry.Phase.valueOf(row.getString("phase")),
                Sql.instant(row, "happened_at"));
    }

    private static BatchEntry.Member member(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(Quoted.of(text) + " is no id with a digest");
        }
        return new BatchEntry.Member(ExtensionId.of(parts[0]), parts[1]);
    }

    private static JournalEntry entry(ResultSet row) throws SQLException {
        return new JournalEntry(
                row.getString("operation"),
                row.getString("kind"),
                ExtensionId.of(row.getString("extension")),
                row.getString("package_digest"),
                Phase.valueOf(row.getString("phase")),
                Sql.instant(row, "happened_at"));
    }
}
