/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.audit.By;
import dev.berth.host.extension.Loaded;
import dev.berth.host.grant.Decision;
import dev.berth.host.grant.Grant;
import dev.berth.host.grant.GrantStore;
import dev.berth.host.grant.PortSet;
import dev.berth.host.store.database.Database;
import dev.berth.host.store.database.Sql;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Grants by (extension, organisation) columns (PORT-20), a line for each decision of a grant. Ports are stored by name: their
 * numbers may change, names may not.
 */
final class SqlGrantStore implements GrantStore {
    /** Which decision of a grant a line is. */
    private enum Stage {
        STANDING,
        NEXT
    }

    private record Line(
            String extension,
            String organization,
            String stage,
            String requested,
            String status,
            String approved,
            String denied,
            String revoked,
            String actor,
            String surface,
            Instant at) {
        boolean sameGrant(Line other) {
            return extension.equals(other.extension) && organization.equals(other.organization);
        }
    }

    private final Database database;

    SqlGrantStore(Database database) {
        this.database = database;
    }

    @Override
    public Loaded<Grant> load() {
        List<Line> lines = database.read(
                sql -> sql.list("select * from port_grant order by extension, organization", SqlGrantStore::line));
        List<Grant> rows = new ArrayList<>();
        List<Problem> unreadable = new ArrayList<>();
        int start = 0;
        for (int end = 1; end <= lines.size(); end++) {
            if (end == lines.size() || !lines.get(end).sameGrant(lines.get(start))) {
                try {
                    rows.add(grant(lines.subList(start, end)));
                } catch (IllegalArgumentException e) {
                    unreadable.add(StoreProblems.unreadable(lines.get(start).extension(), e));
                }
                start = end;
            }
        }
        return new Loaded<>(rows, unreadable);
    }

    @Override
    public void save(Grant grant) {
        database.write(sql -> {
            int changed = sql.update(
                    "delete from port_grant where extension = ? and organization = ?",
                    grant.extension().value(),
                    grant.organization().orElse(""));
            changed += save(sql, grant, Stage.STANDING, grant.standing());
            return changed
                    + (grant.next().isEmpty()
                            ? 0
                            : save(sql, grant, Stage.NEXT, grant.next().get()));
        });
    }

    @Override
    public void delete(ExtensionId extension) {
        database.write(sql -> sql.update("delete from port_grant where extension = ?", extension.value()));
    }

    @Override
    public void delete(ExtensionId extension, Optional<String> organization) {
        database.write(sql -> sql.update(
                "delete from port_grant where extension = ? and organization = ?",
                extension.value(),
                organization.orElse("")));
    }

    private static int save(Sql sql, Grant grant, Stage stage, Decision decision) throws SQLException {
        return sql.update(
                """
                insert into port_grant (extension, organization, stage, requested, status, approved, denied, revoked,
                    actor, surface, decided_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                grant.extension().value(),
                grant.organization().orElse(""),
                stage.name(),
                text(decision.requested()),
                decision.status().name(),
                text(decision.approved()),
                text(decision.denied()),
                text(decision.revoked()),
                grant.by().actor(),
                grant.by().surface(),
                grant.at());
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getString("extension"),
                row.getString("organization"),
                row.getString("stage"),
                row.getString("requested"),
                row.getString("status"),
                row.getString("approved"),
                row.getString("denied"),
                row.getString("revoked"),
                row.getString("actor"),
                row.getString("surface"),
                Sql.instant(row, "decided_at"));
    }

    private static Grant grant(List<Line> lines) {
        Line first = lines.getFirst();
        Decision standing = decision(lines, Stage.STANDING)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("its grant has no standing decision"));
        return new Grant(
                ExtensionId.of(first.extension()),
                first.organization().isEmpty() ? Optional.empty() : Optional.of(first.organization()),
                standing,
                decision(lines, Stage.NEXT).findFirst(),
                new By(first.actor(), first.surface()),
                first.at());
    }

    private static Stream<Decision> decision(List<Line> lines, Stage stage) {
        return lines.stream()
                .filter(line -> Stage.valueOf(line.stage()) == stage)
                .map(line -> new Decision(
                        ports(line.requested()),
                        Decision.Status.valueOf(line.status()),
                        ports(line.approved()),
                        ports(line.denied()),
                        ports(line.revoked())));
    }

    private static String text(PortSet ports) {
        return String.join(" ", ports.names());
    }

    private static PortSet ports(String text) {
        return PortSet.of(Arrays.stream(text.split(" "))
                .filter(name -> !name.isEmpty())
                .map(name -> PortName.find(name)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "it is about the port \"" + name + "\", which this host does not know")))
                .toList());
    }
}
