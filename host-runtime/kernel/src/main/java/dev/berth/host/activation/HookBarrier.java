/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.host.activation.Deadlines.Overdue;
import dev.berth.host.live.CallAborts;
import dev.berth.host.live.Caller;
import dev.berth.host.live.Owner;
import dev.berth.host.port.access.CallScope;
import dev.berth.manifest.port.Thrown;
import dev.berth.sdk.problem.Blame;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Runs code of an extension on a virtual thread of its own, under a deadline, and makes a value of whatever comes of it. The one
 * place that catches everything such code throws (LIFE-25); a throwable never leaves it, since it would pin the loader (ENG-40).
 */
public final class HookBarrier {
    private static final int STACK_LINES = 12;

    private final CallScope scope;
    private final Function<ExtensionId, Deadlines> deadlines;

    /**
     * Guards calls of this scope.
     *
     * @param deadlines of each extension: how long after an interruption its threads may go on, and what becomes of the thread of a
     *     call that is given up
     */
    public HookBarrier(CallScope scope, Function<ExtensionId, Deadlines> deadlines) {
        this.scope = scope;
        this.deadlines = deadlines;
    }

    /** What came of a call. */
    public sealed interface Result<T> {
        /** It returned. */
        record Returned<T>(T value) implements Result<T> {}

        /** It threw. */
        record Threw<T>(Problem problem) implements Result<T> {}

        /** It was interrupted at its deadline, and ended then. */
        record TimedOut<T>(Problem problem) implements Result<T> {}

        /** It ignored the interruption and still runs; its loader must not be used again (LIFE-26). */
        record Stuck<T>(Problem problem) implements Result<T> {}

        /** The wait was ended by the host, because its revision has to go (LIFE-99). */
        record Aborted<T>(Problem problem) implements Result<T> {}
    }

    /**
     * Runs a call and waits for its result.
     *
     * @param onEnd runs when the code has really ended, also after the wait for it has
     */
    <T> Result<T> run(Owner owner, Work work, Frame frame, Callable<T> code, Runnable onEnd) {
        CompletableFuture<Result<T>> done = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().name(owner.id() + " " + work.name()).unstarted(() -> {
            try {
                done.complete(guarded(owner, work, frame, code));
            } finally {
                onEnd.run();
            }
        });
        thread.setContextClassLoader(owner.loader());
        Runnable abort = () -> {
            done.complete(new Result.Aborted<>(CallAborts.busy(owner, work.name())));
            if (deadlines.apply(owner.id()).overdue() == Overdue.INTERRUPT) {
                thread.interrupt();
            }
        };
        owner.gate().onAbort(abort);
        try {
            thread.start();
            Result<T> result = await(owner, work, done, thread);
            if (isItsOwn(result)) {
                owner.onFailure().run();
            }
            return result;
        } finally {
            owner.gate().offAbort(abort);
        }
    }

    /**
     * The call as the ports see it.
     *
     * @param registering it is a {@code register} hook
     */
    record Frame(Caller caller, int depth, boolean registering) {}

    /** Tells whether its code failed, and not something that it was told of: a port that is not granted, a service that is down. */
    private static boolean isItsOwn(Result<?> result) {
        return switch (result) {
            case Result.Returned<?> returned -> false;
            case Result.Aborted<?> aborted -> false;
            case Result.TimedOut<?> late -> true;
            case Result.Stuck<?> stuck -> true;
            case Result.Threw<?>(Problem problem) ->
                problem.causes().stream().allMatch(cause -> cause.blame() == Blame.AUTHOR);
        };
    }

    private <T> Result<T> await(Owner owner, Work work, CompletableFuture<Result<T>> done, Thread thread) {
        try {
            return done.get(work.left().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return new Result.Aborted<>(CallAborts.busy(owner, work.name()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("A call is completed with a result only", e);
        }
        try {
            done.get(deadlines.apply(owner.id()).stuck().toMillis(), TimeUnit.MILLISECONDS);
            return new Result.TimedOut<>(timedOut(owner, work));
        } catch (TimeoutException e) {
            return new Result.Stuck<>(stuck(owner, work, thread));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result.Stuck<>(stuck(owner, work, thread));
        } catch (ExecutionException e) {
            throw new IllegalStateException("A call is completed with a result only", e);
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private <T> Result<T> guarded(Owner owner, Work work, Frame frame, Callable<T> code) {
        try {
            return new Result.Returned<>(scope.within(frame.caller(), frame.depth(), frame.registering(), code));
        } catch (Throwable thrown) {
            return new Result.Threw<>(threw(owner, work, thrown).fact("hook", work.hook()));
        }
    }

    /** A throwable is extension code too: whatever is asked of it may throw in turn. */
    private static Problem threw(Owner owner, Work work, Throwable thrown) {
        Thrown failure = new Thrown(work.failed(), owner.subject(), work.name(), work.effect());
        try {
            return failure.problem(thrown);
        } catch (Throwable hostile) {
            return failure.hostile(thrown);
        }
    }

    private static Problem timedOut(Owner owner, Work work) {
        return Problem.of(
                        work.timedOut(),
                        owner.subject(),
                        owner.subject() + " needs to finish " + work.name() + " within " + seconds(work.limit())
                                + "; it did not, and was interrupted. " + work.effect())
                .fact("hook", work.hook())
                .fact("limitMillis", work.limit().toMillis())
                .author("return sooner: do slow work later, on a thread that destroy stops.");
    }

    private static Problem stuck(Owner owner, Work work, Thread thread) {
        return Problem.of(
                        ProblemCode.HOOK_STUCK,
                        owner.subject(),
                        owner.subject() + " did not finish " + work.name() + " within " + seconds(work.limit())
                                + " and ignores interruption. " + work.stuckEffect())
                .fact("hook", work.hook())
                .fact(
                        "stack",
                        Arrays.stream(thread.getStackTrace())
                                .limit(STACK_LINES)
                                .map(StackTraceElement::toString)
                                .toList())
                .author("end loops when Thread.interrupted() says so, and do not swallow InterruptedException.");
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
