/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallGateTest {
    private static final Duration AMPLE = Duration.ofSeconds(60);

    @ParameterizedTest(name = "seed {0}")
    @DisplayName("I3, I4: nobody enters after close has returned, and drained means that nobody is inside")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void contention(long seed) throws InterruptedException {
        CallGate gate = new CallGate();
        AtomicBoolean closed = new AtomicBoolean();
        AtomicInteger inside = new AtomicInteger();
        AtomicLong entered = new AtomicLong();
        AtomicLong late = new AtomicLong();
        AtomicBoolean stop = new AtomicBoolean();
        int threads = 2 + new Random(seed).nextInt(30);
        CountDownLatch warm = new CountDownLatch(threads);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Random random = new Random(seed * 100 + i);
            callers.add(Thread.ofPlatform().daemon().start(() -> {
                warm.countDown();
                while (!stop.get()) {
                    boolean wasClosed = closed.get();
                    int ticket = gate.enter();
                    if (ticket != CallGate.CLOSED) {
                        inside.incrementAndGet();
                        entered.incrementAndGet();
                        late.addAndGet(wasClosed ? 1 : 0);
                        for (int spin = random.nextInt(200); spin > 0; spin--) {
                            Thread.onSpinWait();
                        }
                        inside.decrementAndGet();
                        gate.exit(ticket);
                    }
                }
            }));
        }
        warm.await();
        while (entered.get() < 500) {
            Thread.onSpinWait();
        }
        gate.close();
        closed.set(true);
        boolean drained = gate.awaitDrained(AMPLE);
        int insideAfter = inside.get();
        stop.set(true);
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(drained).isTrue();
        assertThat(insideAfter).isZero();
        assertThat(late).hasValue(0);
        assertThat(gate.inFlight()).isZero();
        assertThat(gate.enter()).isEqualTo(CallGate.CLOSED);
    }

    @Test
    @DisplayName("ENG-33: whoever is inside may finish; a refused entry leaves no trace")
    void insideMayFinish() {
        CallGate gate = new CallGate();
        int ticket = gate.enter();
        gate.close();
        assertThat(gate.isClosed()).isTrue();
        assertThat(gate.enter()).isEqualTo(CallGate.CLOSED);
        assertThat(gate.inFlight()).isEqualTo(1);
        assertThat(gate.awaitDrained(Duration.ZERO)).isFalse();
        gate.exit(ticket);
        assertThat(gate.awaitDrained(Duration.ZERO)).isTrue();
    }

    @Test
    @DisplayName("ENG-33: a call may leave on another thread than it entered on")
    void leaveElsewhere() throws InterruptedException {
        CallGate gate = new CallGate();
        int ticket = gate.enter();
        gate.close();
        Thread.ofVirtual().start(() -> gate.exit(ticket)).join();
        assertThat(gate.awaitDrained(AMPLE)).isTrue();
    }

    @Test
    @DisplayName("LIFE-99: those still inside past the limit are told, those who left are not")
    void aborts() {
        CallGate gate = new CallGate();
        AtomicInteger told = new AtomicInteger();
        Runnable stays = told::incrementAndGet;
        Runnable left = () -> told.addAndGet(100);
        gate.onAbort(stays);
        gate.onAbort(left);
        gate.offAbort(left);
        gate.abortRemaining();
        assertThat(told).hasValue(1);
    }
}
