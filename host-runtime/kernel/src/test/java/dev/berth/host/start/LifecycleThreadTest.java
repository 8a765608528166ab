/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Changes take turns on one thread, and none comes after the end of the host. */
class LifecycleThreadTest {
    private final LifecycleThread lifecycle = new LifecycleThread(Path.of("home"));
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch go = new CountDownLatch(1);

    /** Starts something that waits for its turn. */
    private static Thread waiting(Runnable work) {
        Thread thread = Thread.ofPlatform().start(work);
        await().until(() -> thread.getState() == Thread.State.WAITING);
        return thread;
    }

    private void change(String name) {
        try {
            lifecycle.call(() -> done.add(name));
        } catch (ProblemException e) {
            done.add(name + " " + e.problem().code());
        }
    }

    @Test
    @DisplayName("ENG-11: what waits while the host is closed is done before the end if it came before, else refused")
    void changesBesideTheEnd() throws InterruptedException {
        Thread busy = waiting(() -> lifecycle.call(() -> {
            go.await();
            return done.add("busy");
        }));
        List<Thread> threads = List.of(
                busy,
                waiting(() -> change("before")),
                waiting(() -> lifecycle.end(() -> done.add("end"))),
                waiting(() -> change("after")),
                waiting(() -> lifecycle.end(() -> done.add("second end"))));
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(done.subList(0, 3)).containsExactly("busy", "before", "end");
        assertThat(done.subList(3, done.size())).containsExactly("after " + ProblemCode.HOST_NOT_READY);
        lifecycle.end(() -> done.add("third end"));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> lifecycle.call(() -> done.add("late")))
                .satisfies(thrown -> assertThat(thrown.problem().code()).isEqualTo(ProblemCode.HOST_NOT_READY));
        assertThat(done).hasSize(4);
    }

    @Test
    @DisplayName(
            "The end is waited for by a thread that is interrupted, which stays so, and by whoever ends it once more")
    void interruptedEnd() throws InterruptedException {
        List<Boolean> interrupted = Collections.synchronizedList(new ArrayList<>());
        Thread busy = waiting(() -> lifecycle.call(() -> {
            go.await();
            return done.add("busy");
        }));
        Thread first = waiting(() -> {
            Thread.currentThread().interrupt();
            lifecycle.end(() -> done.add("end"));
            done.add("ended");
            interrupted.add(Thread.currentThread().isInterrupted());
        });
        first.interrupt();
        Thread second = waiting(() -> {
            lifecycle.end(() -> done.add("second end"));
            done.add("ended");
        });
        go.countDown();
        for (Thread thread : List.of(busy, first, second)) {
            thread.join();
        }
        assertThat(done).containsExactly("busy", "end", "ended", "ended");
        assertThat(interrupted).containsExactly(true);
    }

    @Test
    @DisplayName("What goes wrong at the end is told to who ends it, as it was thrown")
    void endFails() {
        IllegalStateException fault = new IllegalStateException("the disk is gone");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> lifecycle.end(() -> {
                    throw fault;
                }))
                .isSameAs(fault);
        lifecycle.end(() -> done.add("again"));
        assertThat(done).isEmpty();
    }
}
