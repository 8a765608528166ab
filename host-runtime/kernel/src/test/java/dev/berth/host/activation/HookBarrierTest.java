/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.activation.HookBarrier.Frame;
import dev.berth.host.activation.HookBarrier.Result;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.FakeLoader;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.Script;
import dev.berth.host.live.CallGate;
import dev.berth.host.live.Caller;
import dev.berth.host.live.Owner;
import dev.berth.host.port.access.CallScope;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HookBarrierTest {
    private static final Duration AMPLE = Duration.ofSeconds(60);

    private final CallScope scope = new CallScope();
    private final HookBarrier barrier =
            new HookBarrier(scope, id -> FakeHost.deadlines(Duration.ofSeconds(30), Duration.ofMillis(200)));
    private final FakeLoader loader = new FakeLoader(new Script());
    private final Owner owner =
            new Owner(ExtensionId.of("@acme/a-connector"), Manifests.version("1.0.0"), 1, loader, new CallGate());

    private <T> Result<T> run(Duration limit, Callable<T> code) {
        Work work = Work.hook("register", limit, "It was not activated.");
        return barrier.run(owner, work, new Frame(Caller.user("u", "org"), 0, true), code, () -> {});
    }

    private Problem threw(Throwable thrown) {
        Result<Boolean> result = run(AMPLE, () -> {
            HookBarrierTest.<RuntimeException>sneak(thrown);
            return true;
        });
        assertThat(result).isInstanceOf(Result.Threw.class);
        return ((Result.Threw<Boolean>) result).problem();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Test
    @DisplayName("LIFE-25, LIFE-31: code runs on a thread of its own, with the loader and the call of its owner")
    void surroundings() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        Result<String> result = run(AMPLE, () -> {
            thread.set(Thread.currentThread());
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(loader);
            return scope.caller().organizationId().orElse("none");
        });
        assertThat(result).isEqualTo(new Result.Returned<>("org"));
        assertThat(thread.get()).isNotSameAs(Thread.currentThread());
        assertThat(thread.get().isVirtual()).isTrue();
        assertThat(thread.get().getName()).isEqualTo("@acme/a-connector register");
        assertThat(scope.caller()).isEqualTo(Caller.NOBODY);
    }

    @Test
    @DisplayName("LIFE-25: runtime and checked exceptions, errors and exhausted stacks become problems that name them")
    void throwables() {
        Problem problem = threw(new IllegalStateException("no table\nsecond line"));
        assertThat(problem.code()).isEqualTo(ProblemCode.HOOK_FAILED);
        assertThat(problem.summary())
                .isEqualTo("@acme/a-connector 1.0.0 failed in register with IllegalStateException: no table."
                        + " It was not activated.");
        assertThat(problem.facts().string("exception")).contains("java.lang.IllegalStateException");
        assertThat(problem.facts().get("stack")).isPresent();
        assertThat(threw(new IOException("disk")).summary()).contains("IOException: disk.");
        assertThat(threw(new NoClassDefFoundError("a/B")).summary()).contains("NoClassDefFoundError: a/B.");
        assertThat(threw(new RuntimeException()).summary()).contains("with RuntimeException.");
        assertThat(threw(new RuntimeException("x".repeat(5_000))).summary())
                .hasSizeLessThan(500)
                .contains("…");
        Result<Integer> deep = run(AMPLE, () -> endless(1));
        assertThat(deep).isInstanceOf(Result.Threw.class);
    }

    private static int endless(int depth) {
        return depth == Integer.MAX_VALUE ? depth : 1 + endless(depth + 1);
    }

    @Test
    @DisplayName("ENG-40: a throwable whose own methods throw is told by its class, and never leaves the barrier")
    void hostileThrowables() {
        Throwable message = new RuntimeException() {
            @Override
            public String getMessage() {
                throw new AssertionError("hostile");
            }
        };
        Throwable stack = new RuntimeException("m") {
            @Override
            public StackTraceElement[] getStackTrace() {
                throw new IllegalStateException("hostile");
            }
        };
        Throwable problems = new ProblemException(Problem.of(ProblemCode.PLAN_STALE, "s", "t")) {
            @Override
            public List<Problem> problems() {
                throw new StackOverflowError();
            }
        };
        for (Throwable hostile : List.of(message, stack, problems)) {
            Problem problem = threw(hostile);
            assertThat(problem.code()).isEqualTo(ProblemCode.HOOK_FAILED);
            assertThat(problem.facts().string("exception"))
                    .contains(hostile.getClass().getName());
            assertThat(problem.causes()).isEmpty();
        }
    }

    @Test
    @DisplayName("GATE-167: problems that an exception carries become the causes")
    void causes() {
        Problem root = Problem.of(ProblemCode.PORT_NOT_GRANTED, "s", "t");
        assertThat(threw(new ProblemException(root)).causes()).containsExactly(root);
    }

    @Test
    @DisplayName("LIFE-26: at its deadline code is interrupted; code that ends then has timed out")
    void timeout() {
        Result<Boolean> result = run(Duration.ofMillis(50), () -> {
            new CountDownLatch(1).await();
            return true;
        });
        assertThat(result).isInstanceOf(Result.TimedOut.class);
        Problem problem = ((Result.TimedOut<Boolean>) result).problem();
        assertThat(problem.code()).isEqualTo(ProblemCode.HOOK_TIMEOUT);
        assertThat(problem.summary()).contains("within 50 ms").contains("was interrupted");
    }

    @Test
    @DisplayName("LIFE-26: code that goes on is stuck; its end is still told to whoever waits for it")
    void stuck() throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        Work work = Work.hook("register", Duration.ofMillis(50), "It was not activated.");
        Result<Boolean> result = barrier.run(
                owner,
                work,
                new Frame(Caller.NOBODY, 0, true),
                () -> {
                    while (!stop.get()) {
                        LockSupport.parkNanos(1_000_000);
                        Thread.interrupted();
                    }
                    return true;
                },
                ended::countDown);
        assertThat(result).isInstanceOf(Result.Stuck.class);
        Problem problem = ((Result.Stuck<Boolean>) result).problem();
        assertThat(problem.code()).isEqualTo(ProblemCode.HOOK_STUCK);
        assertThat(problem.summary()).contains("It is quarantined until the host restarts");
        assertThat(ended.getCount()).isEqualTo(1);
        stop.set(true);
        ended.await();
    }

    @Test
    @DisplayName("LIFE-99: the host ends a wait with call-aborted; so does an interruption of the caller")
    void aborted() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        AtomicReference<Result<Boolean>> result = new AtomicReference<>();
        Callable<Boolean> waiting = () -> {
            inside.countDown();
            new CountDownLatch(1).await();
            return true;
        };
        Thread caller = Thread.ofVirtual().start(() -> result.set(run(AMPLE, waiting)));
        inside.await();
        owner.gate().abortRemaining();
        caller.join();
        assertThat(result.get()).isInstanceOf(Result.Aborted.class);
        Thread.currentThread().interrupt();
        assertThat(run(AMPLE, waiting)).isInstanceOf(Result.Aborted.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
