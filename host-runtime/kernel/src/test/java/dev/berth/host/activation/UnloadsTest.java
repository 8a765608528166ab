/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.FakeLoader;
import dev.berth.host.fake.Greeter;
import dev.berth.host.fake.Manifests;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.unload.Unloads.Pinned;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UnloadsTest {
    private static final String A = "@acme/a-connector";
    private static final String B = "@acme/b-connector";

    private final FakeHost host = new FakeHost();

    @AfterEach
    void close() {
        host.close();
    }

    private List<Pinned> pinned() {
        return host.runtime().unloads().pinned();
    }

    @Test
    @DisplayName("ENG-40: a revision whose thread runs on is named with what holds it, until the thread ends")
    void thread() {
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<Thread> started = new AtomicReference<>();
        host.engine.script(A + " 1.0.0").onBootstrap(ctx -> {
            Thread thread = Thread.ofPlatform().daemon().name("poller").unstarted(() -> {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.setContextClassLoader(FakeLoader.current());
            thread.start();
            started.set(thread);
        });
        host.run(host.install(Manifests.of(A, "1.0.0")));
        assertThat(pinned()).as("it runs").isEmpty();
        host.engine.rewrite(A + " 1.0.0");
        host.run(host.update(Manifests.of(A, "1.1.0")));
        assertThat(pinned()).singleElement().satisfies(held -> {
            assertThat(held.extension()).isEqualTo(A);
            assertThat(held.revision()).isEqualTo(1);
            assertThat(held.pins())
                    .singleElement()
                    .satisfies(pin -> assertThat(pin.what()).contains("\"poller\""));
            Problem problem = held.problem();
            assertThat(problem.code()).isEqualTo(ProblemCode.DESTROY_LEAKS);
            assertThat(problem.summary()).contains(A + " 1.0.0 (revision 1) left at 2026-03-01T10:00:00Z", "poller");
        });
        end.countDown();
        Awaitility.await().until(() -> !started.get().isAlive());
        started.set(null);
        assertThat(pinned()).isEmpty();
    }

    @Test
    @DisplayName("ENG-40: what no detector sees is said to be so")
    void unseen() {
        AtomicReference<ClassLoader> kept = new AtomicReference<>();
        host.engine.script(A + " 1.0.0").onBootstrap(ctx -> kept.set(FakeLoader.current()));
        host.run(host.install(Manifests.of(A, "1.0.0")));
        host.engine.rewrite(A + " 1.0.0");
        host.run(new Command.Uninstall(ExtensionId.of(A)));
        assertThat(pinned()).singleElement().satisfies(held -> {
            assertThat(held.pins()).isEmpty();
            assertThat(held.problem().summary()).contains("something that no detector sees");
            assertThat(held.problem().text()).contains("berth doctor --leaks --heap");
        });
        kept.set(null);
        assertThat(pinned()).isEmpty();
    }

    @Test
    @DisplayName("ENG-40: a consumer's and the program's idle proxies do not keep the provider they called last")
    void idleProxies() throws Exception {
        host.engine
                .script(A + " 1.0.0")
                .onRegister(ctx -> ctx.capabilities()
                        .registerProvider("greet", FakeLoader.current().greeter(name -> "hello " + name)));
        AtomicReference<Greeter> inside = new AtomicReference<>();
        host.engine
                .script(B + " 1.0.0")
                .onBootstrap(ctx -> inside.set(ctx.capabilities()
                        .resolveProviders("greet", Greeter.class)
                        .get(0)));
        host.run(host.install(
                Manifests.of(A, "1.0.0").ports(PortName.CAPABILITIES).provides("greet", "1.0.0")));
        host.run(host.install(Manifests.of(B, "1.0.0").ports(PortName.CAPABILITIES)));
        Greeter outside = host.runtime().capability("greet", Greeter.class);
        assertThat(outside.greet("you")).isEqualTo(inside.get().greet("you"));
        host.engine.rewrite(A + " 1.0.0");
        host.run(new Command.Uninstall(ExtensionId.of(A)));
        assertThat(pinned()).isEmpty();
        assertThat(List.of(inside.get(), outside)).hasSize(2);
    }
}
