/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import static dev.berth.host.store.Rows.CRM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.host.audit.AuditEvent;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.By;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DatabaseTest extends EitherDatabase {
    private void put(String key) {
        store.backends().settings().put(CRM, "acme", key, "1");
    }

    private boolean has(String key) {
        return store.backends().settings().get(CRM, "acme", key).isPresent();
    }

    private static void fail() {
        throw new UnsupportedOperationException("no");
    }

    @Test
    void aThrowUndoesAllStores() {
        assertThatThrownBy(() -> store.transactor().run(() -> {
                    put("a");
                    store.extensions().save(Rows.installed(CRM, 1));
                    assertThat(has("a")).as("seen by its own transaction").isTrue();
                    fail();
                }))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(has("a")).isFalse();
        assertThat(store.extensions().load().rows()).isEmpty();
        put("b");
        assertThat(has("b")).as("the next one works").isTrue();
    }

    @Test
    void nestedOnesJoin() {
        assertThatThrownBy(() -> store.transactor().run(() -> {
                    store.transactor().run(() -> put("a"));
                    fail();
                }))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(has("a")).isFalse();
        assertThat(store.transactor().<Integer>within(() -> store.transactor().within(() -> 7)))
                .isEqualTo(7);
    }

    @Test
    void anOuterOneIsNotKeptAfterANestedThrow() {
        assertThatThrownBy(() -> store.transactor().run(() -> {
                    put("a");
                    assertThatThrownBy(() -> store.transactor().run(() -> {
                                put("b");
                                fail();
                            }))
                            .isInstanceOf(UnsupportedOperationException.class);
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(has("a")).isFalse();
        assertThat(has("b")).isFalse();
    }

    @Test
    void othersReadWhatIsCommitted() throws Exception {
        put("a");
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writer = threads.submit(() -> store.transactor().run(() -> {
                put("b");
                written.countDown();
                Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> read.getCount() == 0);
            }));
            written.await();
            assertThat(has("a")).isTrue();
            assertThat(has("b")).isFalse();
            read.countDown();
            writer.get();
            assertThat(has("b")).isTrue();
        }
    }

    /** LIFE-145: entries of several threads, in and out of transactions, make one chain. */
    @Test
    void theAuditChainHoldsUnderConcurrency() throws Exception {
        AuditLog log = Rows.log(store.audit());
        AuditEvent event = new AuditEvent.StatusChanged(CRM, "1.0.0", "active", "archived", "archive");
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                all.add(threads.submit(() -> log.append(event, By.CONFIG)));
                all.add(threads.submit(() -> store.transactor().run(() -> {
                    log.append(event, By.CONFIG);
                    log.append(event, By.POLICY);
                })));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(log.read(0, 100)).hasSize(60);
        assertThat(log.firstBroken()).isEmpty();
    }

    /** LIFE-26: a deadline interrupts the thread of a hook, which may be writing a setting. */
    @Test
    void interruptionsDoNoHarm() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger done = new AtomicInteger();
        Thread worker = Thread.ofVirtual().unstarted(() -> {
            while (!stop.get()) {
                put("n" + done.get() % 50);
                assertThat(has("n0")).isTrue();
                done.incrementAndGet();
            }
        });
        List<Throwable> thrown = new ArrayList<>();
        worker.setUncaughtExceptionHandler((thread, e) -> thrown.add(e));
        worker.start();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    worker.interrupt();
                    return done.get() >= 150 || !worker.isAlive();
                });
        stop.set(true);
        worker.join();
        assertThat(thrown).isEmpty();
        close();
        open();
        assertThat(has("n0")).isTrue();
        assertThat(has("n49")).isTrue();
    }

    @Test
    void closingTwiceIsNoError() {
        store.close();
        store.close();
        HostStore.open(temp, server, Rows::manifest).close();
    }
}
