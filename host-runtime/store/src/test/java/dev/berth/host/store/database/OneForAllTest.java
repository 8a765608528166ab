/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OneForAllTest {
    private final OneForAll flushes = new OneForAll();
    private final AtomicInteger runs = new AtomicInteger();
    private final List<FutureTask<Integer>> results = new ArrayList<>();

    private Thread start(long place, OneForAll.Work work) {
        FutureTask<Integer> task = new FutureTask<>(() -> {
            flushes.await(place, () -> {
                runs.incrementAndGet();
                return work.run();
            });
            return runs.get();
        });
        results.add(task);
        return Thread.ofPlatform().start(task);
    }

    private static void awaitWaiting(Thread thread) {
        await().until(() -> thread.getState() == Thread.State.WAITING);
    }

    @Test
    void thoseWhoWaitAreServedByOneOfThem() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        awaitWaiting(start(1, () -> {
            hold(go);
            return 1;
        }));
        for (int place = 2; place <= 9; place++) {
            awaitWaiting(start(place, () -> 9));
        }
        go.countDown();
        for (FutureTask<Integer> result : results) {
            result.get();
        }
        assertThat(runs).hasValue(2);
    }

    @Test
    void whatIsDoneIsNotDoneAgain() throws Exception {
        start(5, () -> 7);
        results.get(0).get();
        start(7, () -> 99);
        assertThat(results.get(1).get()).isEqualTo(1);
        start(8, () -> 99);
        assertThat(results.get(2).get()).isEqualTo(2);
    }

    @Test
    void aloneHappensWhateverIsDoneAndTellsHowFar() throws Exception {
        flushes.alone(runs::incrementAndGet);
        flushes.alone(runs::incrementAndGet);
        assertThat(runs).hasValue(2);
        start(2, () -> 99);
        assertThat(results.get(0).get()).isEqualTo(2);
    }

    @Test
    void whoFailsHearsItAndTheNextOneTries() throws Exception {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> flushes.await(1, () -> {
                    throw new SQLException("no disk");
                }));
        start(1, () -> 1);
        assertThat(results.get(0).get()).isEqualTo(1);
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
