/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import dev.berth.host.DatabaseAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A PostgreSQL server of one test, to be stopped and started again with what it holds. It asks for passwords. */
final class OwnServer implements AutoCloseable {
    static final String USER = "mia";
    static final String PASSWORD = "s3same";

    private final Path folder;
    private final int port;
    private EmbeddedPostgres server;

    private OwnServer(Path folder, EmbeddedPostgres server) {
        this.folder = folder;
        this.port = server.getPort();
        this.server = server;
    }

    static OwnServer start(Path folder) throws IOException {
        OwnServer own = new OwnServer(folder, builder(folder).start());
        own.execute("create role " + USER + " login password '" + PASSWORD + "'");
        own.execute("create database berth owner " + USER);
        Files.writeString(
                folder.resolve("pg_hba.conf"),
                "host all postgres 127.0.0.1/32 trust\nhost all " + USER + " all scram-sha-256\n");
        own.execute("select pg_reload_conf()");
        return own;
    }

    private static EmbeddedPostgres.Builder builder(Path folder) {
        return EmbeddedPostgres.builder().setDataDirectory(folder).setCleanDataDirectory(false);
    }

    DatabaseAddress address(String user, Optional<String> password) {
        return DatabaseAddress.of("postgresql://" + user + "@127.0.0.1:" + port + "/berth")
                .orPassword(password);
    }

    DatabaseAddress address() {
        return address(USER, Optional.of(PASSWORD));
    }

    void execute(String statement) {
        TestServer.execute(DatabaseAddress.of(server.getJdbcUrl("postgres", "postgres")), statement);
    }

    void stop() throws IOException {
        server.close();
    }

    void startAgain() throws IOException {
        server = builder(folder).setPort(port).start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
