/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static dev.berth.suite.HostProblemsIT.refusal;
import static dev.berth.suite.TestHost.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.DatabaseAddress;
import dev.berth.host.store.database.TestDatabase;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that cannot have its database says why, and changes nothing (LIFE-50). */
final class DatabaseProblemsIT {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES = Set.of(
            ProblemCode.DATABASE_IN_USE,
            ProblemCode.DATABASE_MISMATCH,
            ProblemCode.DATABASE_REFUSED,
            ProblemCode.STORE_UNAVAILABLE);

    @TempDir
    Path temp;

    private DatabaseAddress database;

    @BeforeEach
    void create() {
        database = TestDatabase.POSTGRESQL.create().orElseThrow();
    }

    private TestHost start(String home, DatabaseAddress address) {
        return TestHost.start(temp.resolve(home), builder -> builder.database(address));
    }

    private void judge(ProblemCode code, List<Problem> problems) {
        assertThat(problems).extracting(Problem::code).containsExactly(code);
        assertThat(Golden.faults(problems.get(0))).isEmpty();
        Golden.compare(problems.get(0), temp.resolve("home"));
    }

    @Test
    void aDatabaseServesOneHost() {
        try (TestHost first = start("other", database)) {
            judge(ProblemCode.DATABASE_IN_USE, refusal(() -> start("home", database)));
            assertThat(first.runtime().status().ready()).isTrue();
            assertThat(first.runtime().status().database().place()).isEqualTo(database.toString());
        }
        start("home", database).close();
    }

    @Test
    void aHomeKeepsToItsDatabaseAndLosesNothing() {
        try (TestHost host = start("home", database)) {
            host.install(Samples.HELLO);
        }
        judge(ProblemCode.DATABASE_MISMATCH, refusal(() -> TestHost.start(temp.resolve("home"))));
        try (TestHost host = start("home", database)) {
            assertThat(host.state(HELLO)).isEqualTo("ACTIVE");
        }
    }

    @Test
    void aServerLetsInWhomItKnows() {
        DatabaseAddress stranger =
                new DatabaseAddress(database.place(), List.of(), Optional.of("nobody"), Optional.of("hunter2"));
        List<Problem> problems = refusal(() -> start("home", stranger));
        judge(ProblemCode.DATABASE_REFUSED, problems);
        assertThat(problems.toString()).doesNotContain("hunter2");
    }

    @Test
    void aServerHasToAnswer() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        judge(
                ProblemCode.STORE_UNAVAILABLE,
                refusal(() -> start("home", DatabaseAddress.of("postgresql://berth@127.0.0.1:" + port + "/berth"))));
    }
}
