/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import static dev.berth.host.store.database.TestWire.Break.BEFORE_THE_ANSWER_ARRIVES;
import static dev.berth.host.store.database.TestWire.Break.BEFORE_THE_SERVER_HAS_IT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** LIFE-92: the connection breaks during a commit, and whether that was kept is asked, not guessed. */
class UnansweredCommitTest {
    private TestWire wire;
    private Database database;

    @BeforeEach
    void open() {
        wire = TestWire.to(TestServer.ofThisProcess().create());
        database = Database.onServer(wire.address());
    }

    @AfterEach
    void close() {
        database.close();
        wire.close();
    }

    private static int put(Sql sql, String name) throws SQLException {
        return sql.update(
                "insert into setting (extension, organization, name, content) values ('@acme/crm-connector', 'acme', ?, '1')",
                name);
    }

    private String keep(String name) {
        return database.within(() -> {
            database.write(sql -> put(sql, name));
            return name;
        });
    }

    private List<String> kept() {
        return database.read(sql -> sql.list("select name from setting order by name", row -> row.getString(1)));
    }

    private static Problem lost(ThrowingCallable call) {
        Problem problem = assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call)
                .actual()
                .problem();
        assertThat(problem.code()).isEqualTo(ProblemCode.STORE_UNAVAILABLE);
        return problem;
    }

    @Test
    @DisplayName("LIFE-92: what the server has kept is kept, although it could not say so")
    void keptThoughUnsaid() {
        List<String> ran = new ArrayList<>();
        wire.breakAt(BEFORE_THE_ANSWER_ARRIVES, 1);
        assertThat(database.<String>within(() -> {
                    database.afterwards(() -> ran.add("afterwards"));
                    return keep("a");
                }))
                .isEqualTo("a");
        assertThat(wire.broken()).isEqualTo(1);
        assertThat(ran).containsExactly("afterwards");
        keep("b");
        assertThat(kept()).containsExactly("a", "b");
    }

    @Test
    @DisplayName("LIFE-92: what never reached the server has failed, and the next one works")
    void unheard() {
        wire.breakAt(BEFORE_THE_SERVER_HAS_IT, 1);
        lost(() -> keep("a"));
        assertThat(wire.broken()).isEqualTo(1);
        keep("b");
        assertThat(kept()).containsExactly("b");
    }

    @Test
    @DisplayName("LIFE-92: every answer of many is lost, and each of them counts once")
    void againAndAgain() {
        wire.breakAt(BEFORE_THE_ANSWER_ARRIVES, 12);
        for (int i = 10; i < 20; i++) {
            assertThat(keep("n" + i)).isEqualTo("n" + i);
        }
        assertThat(wire.broken()).isEqualTo(10);
        assertThat(kept()).hasSize(10);
    }

    @Test
    @DisplayName(
            "LIFE-92, LIFE-26: a server that is away for a moment is asked until it is back, also by a thread that is interrupted")
    void awayForAMoment() {
        wire.breakAt(BEFORE_THE_ANSWER_ARRIVES, 1);
        wire.refuse(5);
        Thread.currentThread().interrupt();
        keep("a");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(kept()).containsExactly("a");
    }

    @Test
    @DisplayName(
            "LIFE-92: a server that stays away cannot be asked: the problem says that the change may be there, and it is")
    void awayForTooLong() {
        database.close();
        database = Database.open(new DatabaseServer(wire.address(), Schema.CURRENT), Duration.ofMillis(200));
        wire.breakAt(BEFORE_THE_ANSWER_ARRIVES, 1);
        wire.refuse(Integer.MAX_VALUE);
        assertThat(lost(() -> keep("a")).summary()).contains("if it was made, the host shows it after its next start");
        assertThat(lost(() -> keep("b")).summary()).contains("Nothing was changed");
        wire.refuse(0);
        keep("c");
        assertThat(kept()).containsExactly("a", "c");
    }

    /** Each of two commits is waited for as long as the driver waits for an answer. */
    @Test
    @DisplayName(
            "LIFE-92: where the network falls silent, the server is told that its connection is gone, and what it kept counts")
    void silent() {
        database.close();
        database = Database.onServer(wire.address("socketTimeout=5"));
        wire.fallSilent();
        wire.breakAt(BEFORE_THE_ANSWER_ARRIVES, 1);
        keep("a");
        wire.breakAt(BEFORE_THE_SERVER_HAS_IT, 1);
        lost(() -> keep("b"));
        assertThat(wire.broken()).isEqualTo(2);
        keep("c");
        assertThat(kept()).containsExactly("a", "c");
    }

    @Test
    @DisplayName("LIFE-92: who has only read has lost nothing")
    void onlyRead() {
        keep("a");
        wire.breakAt(BEFORE_THE_ANSWER_ARRIVES, 1);
        assertThat(database.within(this::kept)).containsExactly("a");
        assertThat(wire.broken()).isEqualTo(1);
        keep("b");
    }

    @Test
    @DisplayName("LIFE-92: a write of many together is not asked for, and is not done twice either")
    void together() {
        wire.breakAt(BEFORE_THE_ANSWER_ARRIVES, 1);
        lost(() -> database.writeTogether(sql -> put(sql, "a")));
        assertThat(kept()).containsExactly("a");
        assertThat(database.<Integer>writeTogether(sql -> put(sql, "b"))).isEqualTo(1);
    }
}
