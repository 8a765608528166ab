/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.activation.JournalEntry;
import dev.berth.host.activation.JournalEntry.Phase;
import dev.berth.host.activation.JournalStore;
import dev.berth.host.closure.BatchEntry;
import dev.berth.host.store.database.Database;
import dev.berth.host.store.database.Sql;
import dev.berth.sdk.value.ExtensionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The journal of operations, append-only (LIFE-87). */
final class SqlJournalStore implements JournalStore {
    private static final String ENDED = Arrays.stream(Phase.values())
            .filter(Phase::isTerminal)
            .map(phase -> "'" + phase.name() + "'")
            .collect(Collectors.joining(", "));

    private final Database database;

    SqlJournalStore(Database database) {
        this.database = database;
    }

    @Override
    public void append(JournalEntry entry) {
        database.write(sql -> sql.update(
                """
                insert into journal (operation, kind, extension, package_digest, phase, happened_at)
                values (?, ?, ?, ?, ?, ?)
                """,
                entry.operation(),
                entry.kind(),
                entry.extension().value(),
                entry.packageDigest(),
                entry.phase().name(),
                entry.at()));
    }

    @Override
    public List<JournalEntry> open() {
        return database.read(sql -> sql.list("""
                select * from journal j
                where not exists (select 1 from journal o where o.operation = j.operation and o.line > j.line)
                    and phase not in (""" + ENDED + ") order by line", SqlJournalStore::entry));
    }

    @Override
    public List<JournalEntry> waiting(ExtensionId extension) {
        return database.read(sql -> sql.list("""
                select * from journal j
                where extension = ? and phase = ?
                    and not exists (select 1 from journal o where o.operation = j.operation and o.line > j.line)
                order by line
                """, SqlJournalStore::entry, extension.value(), Phase.WAITING.name()));
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
                """, SqlJournalStore::batch, BatchEntry.Phase.FINALIZED.name(), BatchEntry.Phase.ROLLED_BACK.name()));
    }

    private static BatchEntry batch(ResultSet row) throws SQLException {
        String organization = row.getString("organization");
        List<BatchEntry.Member> members = row.getString("members")
                .lines()
                .map(line -> line.split(" ", -1))
                .map(parts -> new BatchEntry.Member(ExtensionId.of(parts[0]), parts[1]))
                .toList();
        return new BatchEntry(
                row.getString("batch"),
                organization.isEmpty() ? Optional.empty() : Optional.of(organization),
                members,
                BatchEntry.Phase.valueOf(row.getString("phase")),
                Sql.instant(row, "happened_at"));
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
