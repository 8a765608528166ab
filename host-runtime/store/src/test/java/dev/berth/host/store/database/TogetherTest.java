/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Writers who come at the same moment share a transaction, and what is wrong with one is its own. */
@ParameterizedClass
@EnumSource
class TogetherTest {
    private static final int FAILING = 5;

    @Parameter
    TestDatabase kind;

    @TempDir
    Path temp;

    private Database database;
    private final CountDownLatch go = new CountDownLatch(1);
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private final List<FutureTask<Integer>> results = new ArrayList<>();

    @BeforeEach
    void open() {
        database = kind.create().map(Database::onServer).orElseGet(() -> Database.inFile(temp, 1 << 24));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void start(Sql.Work<Integer> work) {
        FutureTask<Integer> task = new FutureTask<>(() -> database.writeTogether(work));
        results.add(task);
        Thread thread = Thread.ofPlatform().start(task);
        await().until(() -> thread.getState() == Thread.State.WAITING);
    }

    /** One holds the transaction until all of them wait for it. */
    private void crowd(Sql.Work<Integer> hold, int size, Sql.Work<Integer> other) {
        start(hold);
        for (int i = 1; i <= size; i++) {
            int number = i;
            start(sql -> {
                running.add(Thread.currentThread());
                return number == FAILING ? other.with(sql) : put(sql, number);
            });
        }
        go.countDown();
    }

    private int holding(Sql sql) throws SQLException {
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return put(sql, 0);
    }

    private static int put(Sql sql, int number) throws SQLException {
        sql.update(
                "insert into setting (extension, organization, name, content) values ('@acme/crm-connector', 'acme', ?, '1')",
                "n" + number);
        return number;
    }

    private List<String> kept() {
        return database.read(sql -> sql.list("select name from setting order by name", row -> row.getString(1)));
    }

    private static List<String> names(IntStream numbers) {
        return numbers.mapToObj(number -> "n" + number).toList();
    }

    @Test
    void thoseWhoWaitAreOneTransactionAndEachHasItsOwnResult() throws Exception {
        crowd(this::holding, 9, sql -> put(sql, FAILING));
        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i).get()).isEqualTo(i);
        }
        assertThat(running).hasSize(1);
        assertThat(kept()).containsExactlyElementsOf(names(IntStream.range(0, 10)));
    }

    @Test
    void whatIsWrongWithOneIsItsOwn() throws Exception {
        crowd(this::holding, 9, sql -> sql.update("insert into setting (extension) values ('half')"));
        for (int i = 0; i < results.size(); i++) {
            FutureTask<Integer> result = results.get(i);
            if (i == FAILING) {
                assertThat(result)
                        .failsWithin(Duration.ofSeconds(30))
                        .withThrowableOfType(ExecutionException.class)
                        .withCauseInstanceOf(IllegalStateException.class);
            } else {
                assertThat(result.get()).isEqualTo(i);
            }
        }
        assertThat(kept())
                .containsExactlyElementsOf(names(IntStream.range(0, 10).filter(number -> number != FAILING)));
    }

    /** Code that breaks is heard by its own caller, who may not be the one that ran it. */
    @Test
    void aThrowOfAnotherKindIsItsOwnToo() throws Exception {
        crowd(this::holding, 9, sql -> {
            throw new UnsupportedOperationException("broken");
        });
        assertThat(results.remove(FAILING))
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(UnsupportedOperationException.class);
        for (FutureTask<Integer> result : results) {
            result.get();
        }
        assertThat(kept()).hasSize(results.size());
    }

    @Test
    void withinATransactionItJoins() {
        assertThatIllegalStateException()
                .isThrownBy(() -> database.within(() -> {
                    database.writeTogether(sql -> put(sql, 1));
                    throw new IllegalStateException("changed my mind");
                }));
        assertThat(kept()).isEmpty();
    }
}
