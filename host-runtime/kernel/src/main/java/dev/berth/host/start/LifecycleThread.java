/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.start;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** The thread on which all changes of a host take turns, and so do all calls of the bundle engine (ENG-11). */
public final class LifecycleThread implements Executor {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("berth-lifecycle").factory());

    private final Path home;
    private volatile boolean over;

    /** @param home of the host, for what is asked of it when it has stopped */
    public LifecycleThread(Path home) {
        this.home = home;
    }

    /**
     * Does something there and waits for it.
     *
     * @throws ProblemException {@code host-not-ready} if the host stops before it is its turn
     */
    public <T> T call(Callable<T> work) {
        try {
            return thread.submit(() -> {
                        if (over) {
                            throw new ProblemException(notRunning());
                        }
                        return work.call();
                    })
                    .get();
        } catch (RejectedExecutionException e) {
            throw new ProblemException(notRunning());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the host; the work goes on", e);
        } catch (ExecutionException e) {
            throw fault(e.getCause());
        }
    }

    private static RuntimeException fault(@Nullable Throwable cause) {
        return cause instanceof RuntimeException fault ? fault : new IllegalStateException(cause);
    }

    /** Says that there is no host that runs: not yet, or no longer. */
    public Problem notRunning() {
        return Problem.of(
                        ProblemCode.HOST_NOT_READY,
                        "the host",
                        "The host at " + home + " needs to be started; it is not running. Nothing was done.")
                .operator("call start() first, and nothing after close().");
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

    /**
     * Does the last thing there and waits for it, on an interrupted thread too: what it closes has to be free afterwards. A second call
     * waits for the first and does nothing.
     */
    public void end(Runnable last) {
        try {
            CompletableFuture.runAsync(
                            () -> {
                                boolean first = !over;
                                over = true;
                                if (first) {
                                    last.run();
                                }
                            },
                            thread)
                    .join();
        } catch (RejectedExecutionException e) {
            // It has ended before.
            return;
        } catch (CompletionException e) {
            throw fault(e.getCause());
        } finally {
            thread.shutdown();
        }
    }
}
