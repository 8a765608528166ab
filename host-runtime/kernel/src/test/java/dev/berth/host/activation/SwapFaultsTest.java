/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MemoryStore;
import dev.berth.host.fake.Script;
import dev.berth.sdk.ConfigGate;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.InstalledExtensions;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.ProblemException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A closure swap that fails, at each of its steps and at each of its members: nothing has happened (ENG-34, I5, LIFE-S25). */
class SwapFaultsTest {
    private static final String A = "@acme/a-connector";
    private static final String B = "@acme/b-connector";
    private static final String C = "@acme/c-connector";
    private static final Set<String> OLD = Set.of(A + " 1.0.0", B + " 1.0.0", C + " 1.0.0");

    private final FakeHost host =
            new FakeHost(builder -> builder.deadlines(FakeHost.deadlines(Duration.ofMillis(700))));

    /** Where the swap of a, with b and c that are wired to it, fails. */
    @SuppressWarnings("ImmutableEnumChecker") // a fault is a function
    enum Fault {
        RESOLVE_ITSELF(host -> host.engine.refuse(A + " 1.1.0")),
        RESOLVE_A_DEPENDENT(host -> host.engine.refuse(C + " 1.0.0")),
        CONSTRUCT(host -> next(host).onConstruct(Fault::fail)),
        CONFIG(host -> next(host).config(new ConfigGate() {
            @Override
            public boolean resolve(InstalledExtensions installed) {
                fail();
                return true;
            }
        })),
        REGISTER_ITSELF(host -> next(host).onRegister(writing(Fault::fail))),
        REGISTER_A_DEPENDENT(host -> again(host, C).onRegister(writing(Fault::fail))),
        BOOTSTRAP_ITSELF(host -> next(host).onBootstrap(writing(Fault::fail))),
        BOOTSTRAP_A_DEPENDENT(host -> again(host, B).onBootstrap(writing(Fault::fail))),
        ERROR_IN_BOOTSTRAP(host -> next(host).onBootstrap(writing(() -> {
            throw new StackOverflowError();
        }))),
        DEADLINE_OF_REGISTER(host -> next(host).onRegister(writing(Fault::sleep))),
        DEADLINE_OF_BOOTSTRAP(host -> again(host, C).onBootstrap(writing(Fault::sleep))),
        // The first line of the journal and the request for ports come before.
        COMMIT(host -> {
            next(host).onBootstrap(writing(() -> {}));
            host.store.failCommit(1, MemoryStore.diskFull());
        });

        private final Consumer<FakeHost> cause;

        Fault(Consumer<FakeHost> cause) {
            this.cause = cause;
        }

        private static Script next(FakeHost host) {
            return host.engine.script(A + " 1.1.0");
        }

        private static Script again(FakeHost host, String id) {
            return host.engine.rewrite(id + " 1.0.0");
        }

        private static void fail() {
            throw new IllegalStateException("boom");
        }

        private static void sleep() {
            try {
                Thread.sleep(Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static Consumer<ExtensionContext> writing(Runnable then) {
            return ctx -> {
                ctx.settings().set("written", 1);
                FakeHost.tool(ctx, "new", "new");
                then.run();
            };
        }
    }

    @BeforeEach
    void aProviderAndTwoDependents() {
        host.engine.wire(B, A);
        host.engine.wire(C, B);
        host.engine.script(A + " 1.0.0").onRegister(ctx -> FakeHost.tool(ctx, "a", "1.0.0"));
        host.engine.script(B + " 1.0.0").onRegister(ctx -> FakeHost.tool(ctx, "b", "b"));
        host.engine.script(C + " 1.0.0").onRegister(ctx -> FakeHost.tool(ctx, "c", "c"));
        host.run(host.install(of(A, "1.0.0")));
        host.run(host.install(of(B, "1.0.0").needs(A, "^1")));
        host.run(host.install(of(C, "1.0.0").needs(B, "^1")));
    }

    @AfterEach
    void close() {
        host.close();
    }

    private static Manifests of(String id, String version) {
        return Manifests.of(id, version).ports(PortName.MCP, PortName.SETTINGS);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "ENG-34, I5, LIFE-S25, LIFE-100: the same bytes, the same generation, and the old closure was never stopped")
    void nothingHasHappened(Fault fault) {
        Script old = host.engine.script(A + " 1.0.0");
        String before = host.store.snapshot();
        Set<String> bytes = host.contents.digests();
        long generation = host.runtime().status().generation();
        fault.cause.accept(host);
        assertThat(catchThrowable(() -> host.run(host.update(of(A, "1.1.0"))))).isInstanceOf(ProblemException.class);
        assertThat(host.store.snapshot()).isEqualTo(before);
        assertThat(host.contents.digests()).isEqualTo(bytes);
        assertThat(host.runtime().status().generation()).isEqualTo(generation);
        assertThat(host.engine.loaded()).containsExactlyInAnyOrderElementsOf(OLD);
        assertThat(host.store.journal().open()).isEmpty();
        assertThat(old.trace()).containsExactly("construct", "config", "register", "bootstrap");
        assertThat(host.tools()).containsExactly("a", "b", "c");
        assertThat(host.call("a").string("result")).contains("1.0.0");
        assertThat(host.call("c").string("result")).contains("c");
    }
}
