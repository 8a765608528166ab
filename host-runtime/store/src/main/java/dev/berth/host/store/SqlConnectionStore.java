/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.port.nango.ConnectionOwner;
import dev.berth.host.port.nango.ConnectionStore;
import dev.berth.host.port.nango.StoredConnection;
import dev.berth.host.store.database.Database;
import dev.berth.host.store.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Connections and what leads to them. An empty user is the organisation as such. */
final class SqlConnectionStore implements ConnectionStore {
    /** Who asks for more at a time does not use them. */
    private static final int SESSIONS = 20;

    private static final int FLOWS = 10;

    private final Database database;

    SqlConnectionStore(Database database) {
        this.database = database;
    }

    @Override
    public void open(Session session, Instant now) {
        String organization = session.owner().organization();
        String user = session.owner().userId().orElse("");
        database.write(sql -> {
            sql.update("delete from oauth_session where expires_at < ?", now);
            sql.update(
                    "insert into oauth_session (hash, organization, user_id, provider, expires_at) values (?, ?, ?, ?, ?)",
                    session.hash(),
                    organization,
                    user,
                    session.providerConfigKey(),
                    session.expiresAt());
            return sql.update(
                    """
                    delete from oauth_session where organization = ? and user_id = ? and provider = ? and hash not in (
                        select hash from oauth_session where organization = ? and user_id = ? and provider = ?
                        order by expires_at desc, hash fetch first ? rows only)
                    """,
                    organization,
                    user,
                    session.providerConfigKey(),
                    organization,
                    user,
                    session.providerConfigKey(),
                    SESSIONS);
        });
    }

    @Override
    public Optional<Session> session(String hash) {
        return database
                .read(sql -> sql.list(
                        "select organization, user_id, provider, expires_at from oauth_session where hash = ?",
                        row -> new Session(hash, owner(row), row.getString("provider"), Sql.instant(row, "expires_at")),
                        hash))
                .stream()
                .findFirst();
    }

    @Override
    public void begin(Flow flow, Instant now) {
        database.write(sql -> {
            sql.update("delete from oauth_flow where expires_at < ?", now);
            sql.update(
                    "insert into oauth_flow (hash, session, browser, verifier, expires_at) values (?, ?, ?, ?, ?)",
                    flow.hash(),
                    flow.session(),
                    flow.browser(),
                    flow.verifier(),
                    flow.expiresAt());
            return sql.update("""
                    delete from oauth_flow where session = ? and hash not in (
                        select hash from oauth_flow where session = ? order by expires_at desc, hash fetch first ? rows only)
                    """, flow.session(), flow.session(), FLOWS);
        });
    }

    @Override
    public Optional<Flow> take(String hash) {
        return database.write(sql -> {
            List<Flow> found = sql.list(
                    "select session, browser, verifier, expires_at from oauth_flow where hash = ?",
                    row -> new Flow(
                            hash,
                            row.getString("session"),
                            row.getString("browser"),
                            row.getString("verifier"),
                            Sql.instant(row, "expires_at")),
                    hash);
            // Of two that read it, one deletes it.
            boolean mine = sql.update("delete from oauth_flow where hash = ?", hash) == 1;
            return mine ? found.stream().findFirst() : Optional.empty();
        });
    }

    @Override
    public boolean connect(String session, Kept kept) {
        StoredConnection made = kept.connection();
        return database.write(sql -> {
            boolean open = sql.update("delete from oauth_session where hash = ?", session) == 1;
            if (open) {
                sql.update("delete from oauth_flow where session = ?", session);
                sql.update(
                        """
                        insert into oauth_connection (id, organization, user_id, provider, created_at, tokens, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """,
                        made.connectionId(),
                        made.owner().organization(),
                        made.owner().userId().orElse(""),
                        made.providerConfigKey(),
                        made.createdAt(),
                        kept.sealed(),
                        kept.expiresAt().orElse(null));
            }
            return open;
        });
    }

    @Override
    public List<StoredConnection> all(String organization) {
        return database.read(sql -> sql.list("""
                select id, organization, user_id, provider, created_at, failure from oauth_connection
                where organization = ? order by created_at, id
                """, SqlConnectionStore::connection, organization));
    }

    @Override
    public Optional<Kept> find(String connectionId) {
        return database
                .read(sql -> sql.list(
                        """
                        select id, organization, user_id, provider, created_at, failure, tokens, expires_at
                        from oauth_connection where id = ?
                        """,
                        row -> new Kept(
                                connection(row), row.getString("tokens"), Sql.optionalInstant(row, "expires_at")),
                        connectionId))
                .stream()
                .findFirst();
    }

    @Override
    public void refreshed(String connectionId, String sealed, Optional<Instant> expiresAt) {
        database.write(sql -> sql.update(
                "update oauth_connection set tokens = ?, expires_at = ? where id = ?",
                sealed,
                expiresAt.orElse(null),
                connectionId));
    }

    @Override
    public void failed(String connectionId, String failure) {
        database.write(sql -> sql.update(
                "update oauth_connection set failure = ? where id = ? and failure is null", failure, connectionId));
    }

    @Override
    public void delete(String connectionId) {
        database.write(sql -> sql.update("delete from oauth_connection where id = ?", connectionId));
    }

    private static ConnectionOwner owner(ResultSet row) throws SQLException {
        String user = row.getString("user_id");
        return new ConnectionOwner(
                row.getString("organization"), user.isEmpty() ? Optional.empty() : Optional.of(user));
    }

    private static StoredConnection connection(ResultSet row) throws SQLException {
        return new StoredConnection(
                row.getString("id"),
                row.getString("provider"),
                owner(row),
                Sql.instant(row, "created_at"),
                Optional.ofNullable(row.getString("failure")));
    }
}
