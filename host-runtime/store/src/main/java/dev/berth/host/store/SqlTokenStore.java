/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.extension.Loaded;
import dev.berth.host.identity.Role;
import dev.berth.host.identity.Token;
import dev.berth.host.identity.TokenStore;
import dev.berth.host.store.database.Database;
import dev.berth.host.store.database.Sql;
import dev.berth.sdk.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tokens by their ids; of the secret in one only its hash. */
final class SqlTokenStore implements TokenStore {
    private record Line(Token token, String roles) {}

    private final Database database;

    SqlTokenStore(Database database) {
        this.database = database;
    }

    @Override
    public Loaded<Token> load() {
        List<Line> lines =
                database.read(sql -> sql.list("select * from access_token order by id", SqlTokenStore::line));
        List<Token> rows = new ArrayList<>();
        List<Problem> unreadable = new ArrayList<>();
        for (Line line : lines) {
            Set<String> names = Arrays.stream(line.roles().split(" ")).collect(Collectors.toSet());
            Set<Role> roles =
                    names.stream().flatMap(name -> Role.find(name).stream()).collect(Collectors.toSet());
            if (roles.size() == names.size() && line.token().hash().matches("[0-9a-f]{64}")) {
                rows.add(line.token().withRoles(roles));
            } else {
                unreadable.add(StoreProblems.unreadableToken(line.token().id()));
            }
        }
        return new Loaded<>(rows, unreadable);
    }

    private static Line line(ResultSet row) throws SQLException {
        String organization = row.getString("organization");
        Token token = new Token(
                row.getString("id"),
                row.getString("hash"),
                row.getString("holder"),
                organization.isEmpty() ? Optional.empty() : Optional.of(organization),
                Set.of(),
                row.getString("created_by"),
                Sql.instant(row, "created_at"),
                Sql.optionalInstant(row, "expires_at"),
                Sql.optionalInstant(row, "last_used_at"));
        return new Line(token, row.getString("roles"));
    }

    @Override
    public void save(Token token) {
        database.write(sql -> {
            sql.update("delete from access_token where id = ?", token.id());
            return sql.update(
                    """
                    insert into access_token (id, hash, holder, organization, roles, created_by, created_at, expires_at,
                        last_used_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    token.id(),
                    token.hash(),
                    token.user(),
                    token.organization().orElse(""),
                    String.join(" ", Role.names(token.roles())),
                    token.createdBy(),
                    token.created(),
                    token.expires().orElse(null),
                    token.lastUsed().orElse(null));
        });
    }

    @Override
    public void delete(String id) {
        database.write(sql -> sql.update("delete from access_token where id = ?", id));
    }
}
