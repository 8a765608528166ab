/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** PORT-69: what a library writes for the host is kept or dropped with the rest of its transaction. */
@ParameterizedClass
@EnumSource
class DataSourceTest {
    @Parameter
    TestDatabase kind;

    @TempDir
    Path temp;

    private Database database;

    @BeforeEach
    void open() {
        database = kind.create().map(Database::onServer).orElseGet(() -> Database.inFile(temp, 1 << 24));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Connection connection() throws SQLException {
        return database.dataSource().getConnection();
    }

    private static void insert(Connection connection, String key) throws SQLException {
        new Sql(connection)
                .update(
                        "insert into setting (extension, organization, name, content) values ('@acme/crm-connector', 'acme', ?, '1')",
                        key);
    }

    private long count() {
        return database.read(sql -> sql.list("select count(*) from setting", row -> row.getLong(1)))
                .getFirst();
    }

    @Test
    void joinsTheTransactionOfItsThread() {
        Sql.Work<Long> work = sql -> {
            insert(sql.connection(), "a");
            try (Connection joined = connection()) {
                insert(joined, "b");
                assertThat(joined.getAutoCommit()).isFalse();
                joined.setAutoCommit(true);
            }
            return count();
        };
        assertThatThrownBy(() -> database.within(() -> {
                    assertThat(database.write(work)).isEqualTo(2);
                    throw new UnsupportedOperationException("no");
                }))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(count()).isZero();
        assertThat(database.write(work)).isEqualTo(2);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void doesNotEndATransactionOfTheHost() {
        database.run(() -> {
            try (Connection joined = connection()) {
                assertThatThrownBy(joined::commit).isInstanceOf(SQLException.class);
                assertThatThrownBy(joined::rollback).isInstanceOf(SQLException.class);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void commitsByItselfElsewhereAndHasTransactionsOfItsOwn() throws SQLException {
        try (Connection connection = connection()) {
            insert(connection, "a");
            assertThat(count()).isEqualTo(1);
            connection.setAutoCommit(false);
            insert(connection, "b");
            connection.commit();
            insert(connection, "c");
        }
        assertThat(count()).isEqualTo(2);
        database.write(sql -> sql.update("delete from setting where name = 'a'"));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void othersWaitUntilItIsClosed() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> other;
            try (Connection connection = connection()) {
                other = threads.submit(() -> database.write(sql -> sql.update("delete from setting")));
                insert(connection, "a");
                assertThat(other.isDone()).isFalse();
            }
            assertThat(other.get()).isEqualTo(1);
        }
    }

    @Test
    void isOfNoUseOnceClosed() throws SQLException {
        Connection connection = connection();
        assertThat(connection.isClosed()).isFalse();
        connection.close();
        connection.close();
        assertThat(connection.isClosed()).isTrue();
        assertThatThrownBy(connection::createStatement).isInstanceOf(SQLException.class);
    }
}
