/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.extension.AllCores;
import dev.berth.host.extension.ExtensionStore;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Loaded;
import dev.berth.host.extension.Probation;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Scope;
import dev.berth.host.extension.Status;
import dev.berth.host.extension.Tier;
import dev.berth.host.store.database.Database;
import dev.berth.host.store.database.Sql;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.Severity;
import dev.berth.sdk.value.ExtensionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Rows of what is installed. Columns are read as text first and judged one row at a time, so that a bad one hides no other. */
final class SqlExtensionStore implements ExtensionStore {
    private record ExtensionRow(
            String id,
            Optional<String> quarantine,
            int current,
            List<Integer> earlier,
            Optional<Integer> waiting,
            Probation probation) {}

    private record RevisionRow(
            String extension,
            int number,
            String version,
            String manifest,
            String packageDigest,
            String contentDigest,
            String tier,
            OriginColumns origin,
            Instant installedAt) {
        String key() {
            return extension + " " + number;
        }
    }

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final Database database;
    private final Function<String, ExtensionManifest> reader;

    SqlExtensionStore(Database database, Function<String, ExtensionManifest> reader) {
        this.database = database;
        this.reader = reader;
    }

    @Override
    public Loaded<InstalledExtension> load() {
        Map<String, RevisionRow> revisions = new HashMap<>();
        Map<String, List<ScopeRows.Line>> scopes = new HashMap<>();
        List<ExtensionRow> extensions = database.read(sql -> {
            sql.list("select * from revision", SqlExtensionStore::revisionRow)
                    .forEach(row -> revisions.put(row.key(), row));
            scopes.putAll(ScopeRows.load(sql));
            return sql.list("select * from extension order by id", SqlExtensionStore::extensionRow);
        });
        // To judge manifests is most of the work; each is judged alone, so all cores do.
        List<One> read =
                AllCores.map(extensions, row -> read(row, revisions, scopes.getOrDefault(row.id(), List.of())));
        return new Loaded<>(
                read.stream().flatMap(one -> one.row().stream()).toList(),
                read.stream().flatMap(one -> one.unreadable().stream()).toList(),
                read.stream().flatMap(one -> one.salvaged().stream()).toList());
    }

    /** What came of one row: itself, or what can be said of it all the same. */
    private record One(
            Optional<InstalledExtension> row, Optional<InstalledExtension> salvaged, List<Problem> unreadable) {}

    private One read(ExtensionRow row, Map<String, RevisionRow> revisions, List<ScopeRows.Line> scopes) {
        List<Problem> unreadable = new ArrayList<>();
        Optional<InstalledExtension> salvaged = Optional.empty();
        try {
            List<Revision> earlier = row.earlier().stream()
                    .flatMap(number -> target(row.id(), number, revisions, unreadable).stream())
                    .toList();
            Revision current = revision(row.id(), row.current(), revisions);
            salvaged = Optional.of(salvage(current, earlier, row.quarantine()));
            InstalledExtension whole = new InstalledExtension(
                    current,
                    earlier,
                    ScopeRows.rows(scopes),
                    row.quarantine(),
                    row.waiting().flatMap(number -> target(row.id(), number, revisions, unreadable)),
                    row.probation());
            return new One(Optional.of(whole), Optional.empty(), unreadable);
        } catch (RuntimeException e) {
            // Whatever the reader of manifests throws, the other rows do not depend on it.
            unreadable.add(StoreProblems.unreadable(row.id(), e));
            return new One(Optional.empty(), salvaged, unreadable);
        }
    }

    /** Its rows cannot be read; taken to be live, and not to be removed, for the platform. */
    private static InstalledExtension salvage(Revision current, List<Revision> earlier, Optional<String> quarantine) {
        InstalledExtension bare = InstalledExtension.of(current, Scope.PLATFORM, Status.LOCKED, true);
        return new InstalledExtension(current, earlier, bare.rows(), quarantine);
    }

    @Override
    public void save(InstalledExtension extension) {
        database.write(sql -> {
            String id = extension.id().value();
            List<String> earlier = extension.earlier().stream()
                    .map(revision -> Integer.toString(revision.number()))
                    .toList();
            sql.update(
                    """
                    merge into extension t
                    using (values (cast(? as varchar), cast(? as varchar), cast(? as varchar), cast(? as integer),
                        cast(? as varchar), cast(? as integer), cast(? as timestamp(6) with time zone), cast(? as integer),
                        cast(? as integer), cast(? as integer))) s (id, kind, quarantine, current_number, earlier, waiting_number,
                        probation_until, probation_budget, probation_failures, probation_fallen)
                    on t.id = s.id
                    when matched then update set kind = s.kind, quarantine = s.quarantine,
                        current_number = s.current_number, earlier = s.earlier, waiting_number = s.waiting_number,
                        probation_until = s.probation_until, probation_budget = s.probation_budget,
                        probation_failures = s.probation_failures, probation_fallen = s.probation_fallen
                    when not matched then insert (id, kind, quarantine, current_number, earlier, waiting_number,
                            probation_until, probation_budget, probation_failures, probation_fallen)
                        values (s.id, s.kind, s.quarantine, s.current_number, s.earlier, s.waiting_number,
                            s.probation_until, s.probation_budget, s.probation_failures, s.probation_fallen)
                    """,
                    id,
                    extension.manifest().kind().name(),
                    extension.quarantine().orElse(null),
                    extension.current().number(),
                    String.join(" ", earlier),
                    extension.waiting().map(Revision::number).orElse(null),
                    extension.probation().until().orElse(null),
                    extension.probation().budget(),
                    extension.probation().failures(),
                    extension.probation().fallen());
            ScopeRows.save(sql, extension);
            // Not a MERGE: a number can come back with other content after a rollback, and then all of the row is new.
            int deleted = sql.update("delete from revision where extension = ?", id);
            for (Revision revision : extension.kept()) {
                save(sql, revision);
            }
            return deleted;
        });
    }

    @Override
    public void delete(ExtensionId id) {
        database.write(sql -> ScopeRows.delete(sql, id.value())
                + sql.update("delete from revision where extension = ?", id.value())
                + sql.update("delete from extension where id = ?", id.value()));
    }

    private static void save(Sql sql, Revision revision) throws SQLException {
        String id = revision.id().value();
        OriginColumns origin = OriginColumns.of(revision.origin());
        sql.update(
                """
                insert into revision (extension, number, version, manifest, package_digest, content_digest, tier, origin,
                    origin_name, installed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                revision.number(),
                revision.manifest().version().toString(),
                revision.manifest().json(),
                revision.packageDigest(),
                revision.contentDigest(),
                revision.tier().name(),
                origin.type(),
                origin.name(),
                revision.installedAt());
    }

    private static ExtensionRow extensionRow(ResultSet row) throws SQLException {
        String earlier = row.getString("earlier");
        return new ExtensionRow(
                row.getString("id"),
                Optional.ofNullable(row.getString("quarantine")),
                row.getInt("current_number"),
                earlier.isEmpty()
                        ? List.of()
                        : Arrays.stream(earlier.split(" ", -1))
                                .map(Integer::valueOf)
                                .toList(),
                Optional.ofNullable(row.getObject("waiting_number", Integer.class)),
                new Probation(
                        Sql.optionalInstant(row, "probation_until"),
                        row.getInt("probation_budget"),
                        row.getInt("probation_failures"),
                        row.getInt("probation_fallen")));
    }

    private static RevisionRow revisionRow(ResultSet row) throws SQLException {
        return new RevisionRow(
                row.getString("extension"),
                row.getInt("number"),
                row.getString("version"),
                row.getString("manifest"),
                row.getString("package_digest"),
                row.getString("content_digest"),
                row.getString("tier"),
                new OriginColumns(row.getString("origin"), row.getString("origin_name")),
                Sql.instant(row, "installed_at"));
    }

    /** A rollback target that this host cannot read is no reason not to run what is current. */
    private Optional<Revision> target(
            String id, int number, Map<String, RevisionRow> revisions, List<Problem> unreadable) {
        try {
            return Optional.of(revision(id, number, revisions));
        } catch (RuntimeException e) {
            unreadable.add(StoreProblems.unreadableTarget(id, number, String.valueOf(e.getMessage()))
                    .severity(Severity.WARNING));
            return Optional.empty();
        }
    }

    private Revision revision(String id, int number, Map<String, RevisionRow> revisions) {
        RevisionRow row = revisions.get(id + " " + number);
        if (row == null) {
            throw new IllegalStateException("its revision " + number + " is missing");
        }
        ExtensionManifest manifest = reader.apply(row.manifest());
        if (!manifest.subject().equals(id + " " + row.version())) {
            throw new IllegalStateException(
                    "its manifest is that of " + manifest.subject() + ", not of version " + row.version());
        }
        if (!DIGEST.matcher(row.packageDigest()).matches()) {
            throw new IllegalStateException(
                    "its package digest is " + Quoted.of(row.packageDigest()) + ", which is not 64 hex digits");
        }
        return new Revision(
                manifest,
                number,
                row.packageDigest(),
                row.contentDigest(),
                Tier.valueOf(row.tier()),
                row.origin().origin(),
                row.installedAt());
    }
}
