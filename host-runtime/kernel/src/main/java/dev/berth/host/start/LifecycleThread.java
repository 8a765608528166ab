/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.start;

import dev.berth.sdk.problem.ProblemException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** The thread on which all changes of a host take turns, and so do all calls of the bundle engine (ENG-11). */
public final class LifecycleThread implements Executor {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("berth-lifecycle").factory());

    private volatile boolean over;

    /** Does something there and waits for it. */
    public <T> T call(Callable<T> work) {
        try {
            return thread.submit(work).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the host; the work goes on", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            } else if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Does something there later, unless the host stops before. */
    @Override
    public void execute(Runnable work) {
        try {
            thread.execute(() -> {
                if (!over) {
                    work.run();
                }
            });
        } catch (RejectedExecutionException e) {
            // The host has stopped, and nothing is to be done any more.
            return;
        }
    }

    /** Does the last thing there; a second call does nothing. */
    public void end(Runnable last) {
        if (thread.isShutdown()) {
            return;
        }
        try {
            call(() -> {
                over = true;
                last.run();
                return true;
            });
        } finally {
            thread.shutdown();
        }
    }
}
