/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import dev.berth.host.proof.Register.Read;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Threads that call the tools of a lab without pause, and write down when and what they were answered. */
final class Callers {
    static final String NONE = "none";

    private final Lab lab;
    private final List<Queue<Read>> seen = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    private Callers(Lab lab) {
        this.lab = lab;
    }

    static Callers start(Lab lab, int count) {
        Callers callers = new Callers(lab);
        for (int node = 0; node < lab.graph.size(); node++) {
            callers.seen.add(new ConcurrentLinkedQueue<>());
        }
        for (int i = 0; i < count; i++) {
            Random random = new Random(i);
            callers.threads.add(Thread.ofPlatform().daemon().name("caller-" + i).start(() -> callers.call(random)));
        }
        return callers;
    }

    private void call(Random random) {
        while (!stopped) {
            // So that the one who changes things gets a turn too.
            LockSupport.parkNanos(50_000);
            int node = random.nextInt(lab.graph.size());
            long start = System.nanoTime();
            try {
                String answer = answer(node, random.nextInt(4) == 0 ? random.nextInt(300) : 0);
                seen.get(node).add(new Read(start, System.nanoTime(), answer));
            } catch (RuntimeException e) {
                failures.add(e.toString());
            }
        }
    }

    private String answer(int node, int micros) {
        try {
            return lab.call(node, lab.callers.get(0), micros).split(" ", 2)[0];
        } catch (ProblemException e) {
            if (e.problem().code() == ProblemCode.TOOL_UNKNOWN) {
                return NONE;
            }
            throw e;
        }
    }

    /** Stops them; returns what failed otherwise than by being unknown. */
    List<String> stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
        return List.copyOf(failures);
    }

    List<Read> reads(int node) {
        return List.copyOf(seen.get(node));
    }
}
