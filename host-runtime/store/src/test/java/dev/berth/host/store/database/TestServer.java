/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import dev.berth.host.DatabaseAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL server for the tests of this process: one that runs already, named by {@code -Dberth.test.postgres=jdbc:postgresql:…},
 * or one that is started at the first use and ends with the process.
 */
final class TestServer {
    private final DatabaseAddress address;
    private final AtomicInteger created = new AtomicInteger();

    private TestServer(DatabaseAddress address) {
        this.address = address;
    }

    static TestServer ofThisProcess() {
        return Started.SERVER;
    }

    /** Returns the address of a new, empty database. */
    DatabaseAddress create() {
        String name = "berth_" + ProcessHandle.current().pid() + "_" + created.incrementAndGet();
        execute(address, "create database " + name + " template template0 encoding 'UTF8'");
        if (System.getProperty("berth.test.postgres") != null) {
            // A started one is thrown away as a whole.
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> execute(address, "drop database " + name + " with (force)")));
        }
        String server = address.place().substring(0, address.place().indexOf('/'));
        return new DatabaseAddress(server + "/" + name, address.options(), address.user(), address.password());
    }

    static void execute(DatabaseAddress address, String statement) {
        Properties login = new Properties();
        address.user().ifPresent(user -> login.put("user", user));
        address.password().ifPresent(password -> login.put("password", password));
        try (Connection connection = DriverManager.getConnection(address.jdbcUrl(), login);
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Started {
        static final TestServer SERVER = new TestServer(DatabaseAddress.of(
                Optional.ofNullable(System.getProperty("berth.test.postgres")).orElseGet(Started::start)));

        private static String start() {
            try {
                // Nothing here outlives this process, so nothing has to be flushed.
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start()
                        .getJdbcUrl("postgres", "postgres");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
