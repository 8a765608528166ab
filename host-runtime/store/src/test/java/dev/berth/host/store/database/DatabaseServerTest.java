/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.DatabaseAddress;
import dev.berth.host.HostStatus;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LIFE-50: a server that does not answer, does not want this host, or holds what it does not know, is told and left as it is. */
class DatabaseServerTest {
    @TempDir
    Path temp;

    private DatabaseAddress address;

    @BeforeEach
    void create() {
        address = TestServer.ofThisProcess().create();
    }

    private static Problem refused(ThrowingCallable call) {
        return assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call)
                .actual()
                .problem();
    }

    private Problem refused(DatabaseAddress other) {
        return refused(() -> Database.onServer(other).close());
    }

    private static void put(Database database, String content) {
        database.write(sql -> sql.update("delete from setting")
                + sql.update(
                        "insert into setting (extension, organization, name, content) values ('@acme/crm-connector', 'acme', 'url', ?)",
                        content));
    }

    private static List<String> content(Database database) {
        return database.read(sql -> sql.list("select content from setting", row -> row.getString(1)));
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Problem problem = refused(DatabaseAddress.of("postgresql://mia:s3same@127.0.0.1:" + port + "/berth"));
        assertThat(problem.code()).isEqualTo(ProblemCode.STORE_UNAVAILABLE);
        assertThat(problem.text())
                .contains("127.0.0.1:" + port, "did not start")
                .doesNotContain("s3same");
    }

    @Test
    void theServerDoesNotWantThisHost() {
        String server = address.place().substring(0, address.place().indexOf('/'));
        for (String refusing :
                List.of("postgresql://nobody@" + address.place(), "postgresql://postgres@" + server + "/x")) {
            Problem problem = refused(DatabaseAddress.of(refusing));
            assertThat(problem.code()).as(refusing).isEqualTo(ProblemCode.DATABASE_REFUSED);
            assertThat(problem.text()).contains("does not exist", "BERTH_DATABASE_PASSWORD");
        }
    }

    @Test
    void anOlderSchemaIsBroughtUpAndANewerOneRefused() {
        try (Database database = Database.onServer(address)) {
            put(database, "1");
        }
        try (Database database = Database.open(new DatabaseServer(address, DatabaseFileTest.NEXT), Database.PATIENCE)) {
            assertThat(content(database)).containsExactly("1");
        }
        Problem problem = refused(address);
        assertThat(problem.code()).isEqualTo(ProblemCode.STORE_NEWER);
        assertThat(problem.summary())
                .contains("has schema " + DatabaseFileTest.NEXT.newest(), "up to " + Schema.CURRENT.newest());
    }

    @Test
    void aMigrationThatWasChangedSinceIsRefused() {
        try (Database database = Database.onServer(address)) {
            database.write(sql -> sql.update("update \"flyway_schema_history\" set \"checksum\" = 7"));
        }
        assertThat(refused(address).code()).isEqualTo(ProblemCode.STORE_CORRUPT);
    }

    @Test
    void tablesOfSomebodyElseAreLeftAlone() {
        TestServer.execute(address, "create table extension (id integer)");
        assertThat(refused(address).code()).isEqualTo(ProblemCode.STORE_CORRUPT);
        TestServer.execute(address, "drop table extension");
        Database.onServer(address).close();
    }

    @Test
    void itServesOneHost() {
        try (Database first = Database.onServer(address)) {
            Problem problem = refused(address);
            assertThat(problem.code()).isEqualTo(ProblemCode.DATABASE_IN_USE);
            assertThat(problem.summary())
                    .contains("\"berth, process " + ProcessHandle.current().pid() + "\"");
            put(first, "1");
        }
        Database.onServer(address).close();
    }

    @Test
    void whatTheOperatorSaysOfTheDriverCounts() {
        DatabaseAddress named = new DatabaseAddress(
                address.place(),
                List.of("ApplicationName=blue", "socketTimeout=7"),
                address.user(),
                address.password());
        try (Database database = Database.onServer(named)) {
            assertThat(refused(address).summary()).contains("\"blue\"");
            put(database, "1");
        }
    }

    /** The lock lies on the connection that writes: without it, nothing is written. */
    @Test
    void aHostThatWasCutOffWritesNothingBesideAnother() {
        try (Database first = Database.onServer(address)) {
            int backend = first.<List<Integer>>write(sql -> sql.list("select pg_backend_pid()", row -> row.getInt(1)))
                    .getFirst();
            TestServer.execute(address, "select pg_terminate_backend(" + backend + ", 10000)");
            try (Database second = Database.onServer(address)) {
                put(second, "second");
                refused(() -> put(first, "first"));
                assertThat(refused(() -> put(first, "first")).code()).isEqualTo(ProblemCode.DATABASE_IN_USE);
                assertThat(content(second)).containsExactly("second");
            }
            put(first, "first");
            assertThat(content(first)).containsExactly("first");
        }
    }

    @Test
    void callsFailWhileTheServerIsAwayAndWorkAgainAfterwards() throws IOException {
        try (OwnServer server = OwnServer.start(temp);
                Database database = Database.onServer(server.address())) {
            put(database, "1");
            assertThat(database.describe())
                    .satisfies(it -> assertThat(it.version()).startsWith("18."))
                    .satisfies(it -> assertThat(it.reachable()).isTrue());
            server.stop();
            assertThat(refused(() -> put(database, "2")).code()).isEqualTo(ProblemCode.STORE_UNAVAILABLE);
            Problem problem = refused(() -> put(database, "2"));
            assertThat(problem.code()).isEqualTo(ProblemCode.STORE_UNAVAILABLE);
            assertThat(problem.text()).contains("Nothing was changed").doesNotContain(OwnServer.PASSWORD);
            assertThat(refused(() -> content(database)).code()).isEqualTo(ProblemCode.STORE_UNAVAILABLE);
            assertThat(database.describe())
                    .isEqualTo(new HostStatus.Database(
                            "PostgreSQL", "", server.address().toString(), false));
            server.startAgain();
            put(database, "3");
            assertThat(content(database)).containsExactly("3");
        }
    }

    @Test
    void aWrongPasswordIsToldAndNotShown() throws IOException {
        try (OwnServer server = OwnServer.start(temp)) {
            Database.onServer(server.address()).close();
            for (Optional<String> wrong : List.of(Optional.of("hunter2"), Optional.<String>empty())) {
                Problem problem = refused(server.address(OwnServer.USER, wrong));
                assertThat(problem.code()).isIn(ProblemCode.DATABASE_REFUSED);
                assertThat(problem.text()).contains("password").doesNotContain("hunter2");
            }
        }
    }
}
