/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.capabilities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.fake.Greeter;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MovableClock;
import dev.berth.host.live.CallGate;
import dev.berth.host.live.Caller;
import dev.berth.host.live.Contribution.Provider;
import dev.berth.host.live.LiveRegistry;
import dev.berth.host.live.LiveView;
import dev.berth.host.live.Owner;
import dev.berth.host.port.access.CallScope;
import dev.berth.sdk.problem.HandleClosedException;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProviderProxyTest {
    private static final ExtensionId ID = ExtensionId.of("@acme/a-connector");

    private final LiveRegistry live = new LiveRegistry(new MovableClock());
    private final LiveView view = LiveView.live(live);

    private Owner owner(int revision) {
        return new Owner(
                ID, Manifests.version("1.0." + revision), revision, getClass().getClassLoader(), new CallGate());
    }

    private Owner swapIn(int revision, Object impl) {
        Owner owner = owner(revision);
        Provider provider = new Provider(owner, "greet", Manifests.version("1.0." + revision), impl);
        live.swap("update", set -> set.with(ID, List.of(provider)));
        return owner;
    }

    private Greeter proxy() {
        return ProviderProxy.of("greet", ID, Greeter.class, view, new CallScope());
    }

    @Test
    @DisplayName("PORT-S25, PORT-119: a kept proxy follows an update, and answers capability-gone after teardown")
    void follows() throws IOException {
        Owner first = swapIn(1, (Greeter) name -> "one " + name);
        Greeter proxy = proxy();
        assertThat(proxy.greet("ada")).isEqualTo("one ada");
        assertThat(proxy.hello()).as("a default method of the contract").isEqualTo("one you");
        swapIn(2, (Greeter) name -> "two " + name);
        first.gate().close();
        assertThat(proxy.greet("ada")).isEqualTo("two ada");
        live.swap("archive", set -> set.without(ID));
        assertThatExceptionOfType(HandleClosedException.class)
                .isThrownBy(() -> proxy.greet("ada"))
                .satisfies(thrown -> assertThat(thrown.problem().code()).isEqualTo(ProblemCode.CAPABILITY_GONE));
        swapIn(3, (Greeter) name -> "three " + name);
        assertThat(proxy.greet("ada")).isEqualTo("three ada");
    }

    @Test
    @DisplayName("PORT-118: after an update whose object is no such contract the proxy answers capability-gone")
    void contractMismatch() {
        swapIn(1, (Greeter) name -> name);
        Greeter proxy = proxy();
        swapIn(2, (Runnable) () -> {});
        assertThatExceptionOfType(HandleClosedException.class).isThrownBy(() -> proxy.greet("ada"));
    }

    @Test
    @DisplayName("PORT-119: an exception of the provider reaches the consumer as it is, and the gate is left")
    void exceptions() {
        IOException checked = new IOException("checked");
        StackOverflowError error = new StackOverflowError();
        Owner owner = swapIn(1, (Greeter) name -> {
            if (name.equals("error")) {
                throw error;
            }
            throw checked;
        });
        Greeter proxy = proxy();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> proxy.greet("x"))
                .isSameAs(checked);
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> proxy.greet("error"))
                .isSameAs(error);
        assertThat(owner.gate().inFlight()).isZero();
    }

    @Test
    @DisplayName("PORT-14, PORT-15: toString, hashCode and equals never reach the provider")
    void inertProbes() {
        Owner owner = swapIn(1, new Greeter() {
            @Override
            public String greet(String name) {
                return name;
            }

            @Override
            public String toString() {
                throw new IllegalStateException("touched");
            }
        });
        Greeter proxy = proxy();
        assertThat(proxy).hasToString("Greeter[greet of @acme/a-connector]");
        assertThat(List.of(proxy)).contains(proxy);
        assertThat(proxy).isNotEqualTo(proxy()).isNotEqualTo(null);
        int hash = proxy.hashCode();
        live.swap("archive", set -> set.without(ID));
        owner.gate().close();
        assertThat(proxy.hashCode()).isEqualTo(hash);
        assertThat(proxy.toString()).isNotEmpty();
    }

    @Test
    @DisplayName("PORT-60: a call of the embedding program runs for the caller that was given with the proxy")
    void embedder() throws IOException {
        CallScope scope = new CallScope();
        swapIn(1, (Greeter)
                name -> name + " in " + scope.caller().organizationId().orElse("nowhere"));
        Greeter inside = proxy();
        Greeter outside = ProviderProxy.best("greet", Greeter.class, view, scope, Caller.user("u", "org"));
        assertThat(outside.greet("ada")).isEqualTo("ada in org");
        assertThat(inside.greet("ada")).isEqualTo("ada in nowhere");
    }

    @Test
    @DisplayName("ENG-33, I4: 20 callers over 60 swaps: each call is answered, by a revision whose gate it entered")
    void swapsUnderLoad() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong afterDrain = new AtomicLong();
        AtomicLong calls = new AtomicLong();
        Owner current = swapIn(0, (Greeter) name -> name);
        CountDownLatch warm = new CountDownLatch(20);
        List<Future<?>> callers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            for (int i = 0; i < 20; i++) {
                Greeter proxy = proxy();
                callers.add(threads.submit(() -> {
                    warm.countDown();
                    while (!stop.get()) {
                        proxy.greet("x");
                        calls.incrementAndGet();
                    }
                    return true;
                }));
            }
            warm.await();
            for (int revision = 1; revision <= 60; revision++) {
                AtomicBoolean gone = new AtomicBoolean();
                Owner next = swapIn(revision, (Greeter) name -> {
                    afterDrain.addAndGet(gone.get() ? 1 : 0);
                    return name;
                });
                current.gate().close();
                assertThat(current.gate().awaitDrained(java.time.Duration.ofSeconds(60)))
                        .isTrue();
                current = next;
                if (revision < 60) {
                    Owner draining = next;
                    swapIn(++revision, (Greeter) name -> name);
                    draining.gate().close();
                    assertThat(draining.gate().awaitDrained(java.time.Duration.ofSeconds(60)))
                            .isTrue();
                    gone.set(true);
                    current = live.current().provider("greet", ID).orElseThrow().owner();
                }
            }
            stop.set(true);
            for (Future<?> caller : callers) {
                caller.get();
            }
        }
        assertThat(calls.get()).isPositive();
        assertThat(afterDrain).hasValue(0);
    }
}
