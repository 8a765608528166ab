/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Threads that call without pause and count what they are answered. */
final class Load implements AutoCloseable {
    private final Map<String, AtomicLong> answers = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    private Load() {}

    /** @param call answers, or throws */
    static Load start(int threads, Callable<String> call) {
        Load load = new Load();
        for (int i = 0; i < threads; i++) {
            load.threads.add(Thread.ofPlatform().daemon().name("caller-" + i).start(() -> load.run(call)));
        }
        return load;
    }

    @SuppressWarnings("CatchingUnchecked")
    private void run(Callable<String> call) {
        while (!stopped) {
            try {
                answers.computeIfAbsent(call.call(), answer -> new AtomicLong()).incrementAndGet();
            } catch (Exception e) {
                failures.add(e.toString());
            }
        }
    }

    long answers(String answer) {
        AtomicLong count = answers.get(answer);
        return count == null ? 0 : count.get();
    }

    void awaitAnswer(String answer) {
        await("the answer " + answer).atMost(Duration.ofSeconds(20)).until(() -> answers(answer) > 0);
    }

    /** Waits for so many answers from now on. */
    void awaitMoreThan(long more) {
        long before = total();
        await("more answers").atMost(Duration.ofSeconds(20)).until(() -> total() > before + more);
    }

    private long total() {
        return answers.values().stream().mapToLong(AtomicLong::get).sum();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
