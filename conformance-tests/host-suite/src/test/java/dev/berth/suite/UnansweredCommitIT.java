/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static dev.berth.host.store.database.TestWire.Break.BEFORE_THE_ANSWER_ARRIVES;
import static dev.berth.host.store.database.TestWire.Break.BEFORE_THE_SERVER_HAS_IT;
import static dev.berth.suite.TestHost.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.lifecycle.Command;
import dev.berth.host.store.database.TestDatabase;
import dev.berth.host.store.database.TestWire;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LIFE-92: a host whose connection to its database breaks at commits is what the database says that it is, without a restart. */
final class UnansweredCommitIT {
    @TempDir
    Path temp;

    private TestWire wire;
    private TestHost host;

    @BeforeEach
    void start() {
        wire = TestWire.to(TestDatabase.POSTGRESQL.create().orElseThrow());
        open();
    }

    @AfterEach
    void close() {
        host.close();
        wire.close();
    }

    private void open() {
        host = TestHost.start(temp.resolve("home"), builder -> builder.database(wire.address()));
    }

    private String answer() {
        return host.call("hello_greet", "name", "Ada").string("version").orElseThrow();
    }

    @Test
    @DisplayName(
            "LIFE-92, LIFE-98: although no commit is answered, each operation is done at once, and is done after a restart")
    void noCommitIsAnswered() {
        wire.breakAt(BEFORE_THE_ANSWER_ARRIVES, Integer.MAX_VALUE);
        host.install(Samples.HELLO);
        assertThat(host.state(HELLO)).isEqualTo("ACTIVE");
        assertThat(answer()).isEqualTo("1.0.0");
        host.update(Samples.HELLO_NEXT);
        assertThat(answer()).isEqualTo("1.1.0");
        host.apply(new Command.Archive(HELLO));
        host.apply(new Command.Restore(HELLO));
        host.apply(new Command.Rollback(HELLO));
        assertThat(wire.broken()).isGreaterThan(5);
        assertThat(answer()).isEqualTo("1.0.0");
        Picture picture = Picture.of(host);
        wire.breakAt(BEFORE_THE_ANSWER_ARRIVES, 0);
        host.close();
        open();
        assertThat(Picture.of(host)).isEqualTo(picture);
    }

    @Test
    @DisplayName(
            "LIFE-92, LIFE-100: whichever commit of an update is not heard, what ran runs on, nothing is open, and the next one is done")
    void oneCommitIsNotHeard() {
        host.install(Samples.HELLO);
        int unheard = 0;
        while (update(unheard).isPresent()) {
            assertThat(wire.broken()).as("one commit was lost").isEqualTo(++unheard);
            assertThat(answer()).as("after commit %s", unheard).isEqualTo("1.0.0");
            assertThat(Footprint.of(host).open()).isZero();
        }
        assertThat(unheard).isPositive();
        assertThat(answer()).isEqualTo("1.1.0");
    }

    /** Returns why it was not done, if it was not. */
    private Optional<ProblemCode> update(int commits) {
        wire.breakAt(BEFORE_THE_SERVER_HAS_IT, commits, 1);
        try {
            host.update(Samples.HELLO_NEXT);
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem()).map(Problem::code);
        } finally {
            wire.breakAt(BEFORE_THE_SERVER_HAS_IT, 0);
        }
    }
}
