/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.trust;

import dev.berth.host.evidence.Block;
import dev.berth.host.evidence.PublisherKey;
import dev.berth.host.evidence.PublisherKey.Custody;
import dev.berth.host.evidence.PublisherKey.State;
import dev.berth.host.evidence.TrustStore;
import dev.berth.host.store.database.Database;
import dev.berth.host.store.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keys and blocks as rows. A row that cannot be read ends what asked for it: whoever takes away what a host goes by must not have it
 * go by less.
 */
public final class SqlTrustStore implements TrustStore {
    private final Database database;

    public SqlTrustStore(Database database) {
        this.database = database;
    }

    @Override
    public List<PublisherKey> keys() {
        return database.read(
                sql -> sql.list("select * from publisher_key order by scope, valid_from, id", SqlTrustStore::key));
    }

    private static PublisherKey key(ResultSet row) throws SQLException {
        return new PublisherKey(
                row.getString("id"),
                row.getString("scope"),
                row.getString("spki"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                Custody.valueOf(row.getString("custody").toUpperCase(Locale.ROOT)),
                Sql.instant(row, "valid_from"),
                optional(row.getObject("valid_to", OffsetDateTime.class)),
                optional(row.getObject("compromised_since", OffsetDateTime.class)));
    }

    private static Optional<Instant> optional(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    @Override
    public void save(PublisherKey key) {
        database.write(sql -> {
            sql.update("delete from publisher_key where id = ?", key.id());
            return sql.update(
                    """
                    insert into publisher_key (id, scope, spki, state, custody, valid_from, valid_to, compromised_since)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    key.id(),
                    key.scope(),
                    key.spki(),
                    key.state().toString(),
                    key.custody().toString(),
                    key.validFrom(),
                    key.validTo().orElse(null),
                    key.compromisedSince().orElse(null));
        });
    }

    @Override
    public List<Block> blocks() {
        return database.read(sql -> sql.list(
                "select named, reason, blocked_at from package_block order by named",
                row -> new Block(row.getString("named"), row.getString("reason"), Sql.instant(row, "blocked_at"))));
    }

    @Override
    public void save(Block block) {
        database.write(sql -> {
            sql.update("delete from package_block where named = ?", block.value());
            return sql.update(
                    "insert into package_block (named, reason, blocked_at) values (?, ?, ?)",
                    block.value(),
                    block.reason(),
                    block.at());
        });
    }

    @Override
    public void unblock(String value) {
        database.write(sql -> sql.update("delete from package_block where named = ?", value));
    }

    @Override
    public Optional<Instant> firstInstalled(String contentDigest) {
        return database
                .read(sql -> sql.list(
                        "select installed_at from revision where content_digest = ? order by installed_at"
                                + " fetch first 1 rows only",
                        row -> Sql.instant(row, "installed_at"),
                        contentDigest))
                .stream()
                .findFirst();
    }
}
