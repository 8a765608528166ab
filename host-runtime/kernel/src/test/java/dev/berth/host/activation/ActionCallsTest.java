/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.lifecycle.Command;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.ActionFailedException;
import dev.berth.sdk.port.ObjectType;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.UiAction;
import dev.berth.sdk.port.UiAction.ActionHandler;
import dev.berth.sdk.port.UiPort.UiSurface;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ActionCallsTest {
    private static final String A = "@acme/a-connector";
    private static final ExtensionId ID = ExtensionId.of(A);

    private FakeHost host = new FakeHost();

    @AfterEach
    void close() {
        host.close();
    }

    private static Manifests a(String version) {
        return Manifests.of(A, version).ports(PortName.UI, PortName.OBJECTS, PortName.SETTINGS);
    }

    private void installed(ActionHandler handler) {
        host.engine.script(A + " 1.0.0").onRegister(ctx -> ctx.ui().registerAction(new UiAction("sync", handler)));
        host.run(host.install(a("1.0.0")));
    }

    private JsonObject call(String extension, String action) {
        return host.runtime().ui().call(extension, action, JsonObject.of("n", 1), FakeHost.USER);
    }

    private Problem refused(String extension, String action) {
        try {
            throw new AssertionError("Not refused: " + call(extension, action));
        } catch (ProblemException e) {
            return e.problem();
        }
    }

    @Test
    @DisplayName("PORT-101, PORT-85: the result has the shape of a tool's, and the call is the caller's")
    void result() {
        ExtensionContext[] context = new ExtensionContext[1];
        host.engine.script(A + " 1.0.0").onRegister(ctx -> {
            context[0] = ctx;
            ctx.ui().registerAction(new UiAction("list", input -> List.of(1, 2)));
            ctx.ui().registerAction(new UiAction("nothing", input -> null));
            ctx.ui()
                    .registerAction(new UiAction(
                            "who",
                            input -> input.with(
                                    "who",
                                    context[0]
                                                    .captureCall()
                                                    .actor()
                                                    .orElseThrow()
                                                    .userId()
                                                    .orElseThrow()
                                            + context[0]
                                                    .captureCall()
                                                    .organizationId()
                                                    .orElseThrow())));
        });
        host.run(host.install(a("1.0.0")));
        assertThat(call(A, "list")).hasToString("{\"items\":[1,2]}");
        assertThat(call(A, "nothing")).hasToString("{}");
        assertThat(call(A, "who")).hasToString("{\"n\":1,\"who\":\"u1default\"}");
        assertThat(host.runtime().ui().actions(ID, FakeHost.USER.organizationId()))
                .containsExactly("list", "nothing", "who");
    }

    @Test
    @DisplayName("PORT-101, PORT-S33, LIFE-134: unknown install, not live and unknown action look the same")
    void oneAnswerForWhatIsNotThere() {
        installed(input -> 1);
        Problem unknown = refused("@acme/none-connector", "sync");
        assertThat(unknown.code()).isEqualTo(ProblemCode.ACTION_NOT_FOUND);
        assertThat(refused("no id at all", "sync")).isEqualTo(unknown);
        assertThat(refused(A, "none")).isEqualTo(unknown);
        assertThat(refused(A, "")).isEqualTo(unknown);
        host.run(new Command.Archive(ID));
        assertThat(refused(A, "sync")).isEqualTo(unknown);
    }

    @Test
    @DisplayName("PORT-101, PORT-S33: an ActionFailedException is told; anything else is not, but has a reference")
    void failures() {
        installed(input -> {
            throw new ActionFailedException("The account needs a password; found none. Nothing was sent.");
        });
        assertThat(refused(A, "sync").summary())
                .isEqualTo("The account needs a password; found none. Nothing was sent.");
        for (Exception thrown : List.of(
                new IllegalStateException("secret 123"),
                new ActionFailedException(" "),
                new ProblemException(Problem.of(ProblemCode.DISK_FULL, "secret 123", "secret 123")),
                new Hostile())) {
            host.run(new Command.Uninstall(ID));
            installed(input -> {
                throw thrown;
            });
            Problem problem = refused(A, "sync");
            assertThat(problem.code()).isEqualTo(ProblemCode.ACTION_FAILED);
            assertThat(problem.toJson().toString()).doesNotContain("secret 123");
            assertThat(problem.facts().string("reference").orElseThrow()).hasSize(36);
        }
    }

    /** A text that fails when it is asked for. */
    private static final class Hostile extends ActionFailedException {
        private static final long serialVersionUID = 1L;

        Hostile() {
            super("");
        }

        @Override
        public String getMessage() {
            throw new IllegalStateException("secret 123");
        }
    }

    @Test
    @DisplayName("PORT-4, PORT-101: an action that does not end in time is interrupted, and its gate is left")
    void deadline() {
        host.close();
        host = new FakeHost(builder -> builder.deadlines(FakeHost.deadlines(Duration.ofSeconds(1))));
        AtomicBoolean interrupted = new AtomicBoolean();
        installed(input -> {
            try {
                Thread.sleep(Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
            return 1;
        });
        assertThat(refused(A, "sync").code()).isEqualTo(ProblemCode.ACTION_FAILED);
        assertThat(interrupted).isTrue();
        assertThat(host.run(new Command.Archive(ID)).changed()).isTrue();
    }

    @Test
    @DisplayName("ENG-33: no call of an action fails while its extension is updated again and again")
    void updates() throws Exception {
        for (int i = 0; i <= 5; i++) {
            String version = "1.0." + i;
            host.engine
                    .script(A + " " + version)
                    .onRegister(ctx -> ctx.ui().registerAction(new UiAction("sync", input -> version)));
        }
        host.run(host.install(a("1.0.0")));
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger calls = new AtomicInteger();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> running = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(i -> callers.submit(() -> {
                        while (!over.get()) {
                            assertThat(call(A, "sync").string("result")).isPresent();
                            calls.incrementAndGet();
                        }
                    }))
                    .toList();
            for (int i = 1; i <= 5; i++) {
                int seen = calls.get();
                Awaitility.await().untilAsserted(() -> assertThat(calls).hasValueGreaterThan(seen + 20));
                host.run(host.update(a("1.0." + i)));
            }
            over.set(true);
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            over.set(true);
            callers.shutdown();
        }
        assertThat(call(A, "sync")).hasToString("{\"result\":\"1.0.5\"}");
    }

    @Test
    @DisplayName("LIFE-105, LIFE-S30: surfaces, actions and types of one extension go with it, and with their port")
    void channels() {
        host.engine.script(A + " 1.0.0").onRegister(ctx -> {
            ctx.ui().registerSetupSurface(new UiSurface(JsonObject.of("id", "main")));
            ctx.ui().registerSettingsSurface(new UiSurface(JsonObject.of("id", "main")));
            ctx.ui().registerAction(new UiAction("sync", input -> 1));
            ctx.objects().registerType(new ObjectType(A + ":note", Optional.empty(), JsonObject.of()));
        });
        host.run(host.install(a("1.0.0")));
        assertThat(host.runtime().extension(ID).registrations())
                .containsExactly("setup surface main", "settings surface main", "action sync", "type " + A + ":note");
        assertThat(host.runtime().ui().surfaces(ID, FakeHost.USER.organizationId()))
                .extracting(surface -> surface.place())
                .containsExactly("setup", "settings");
        host.run(new Command.Revoke(ID, FakeHost.ports(PortName.UI)));
        assertThat(host.runtime().extension(ID).registrations()).containsExactly("type " + A + ":note");
        assertThat(refused(A, "sync").code()).isEqualTo(ProblemCode.ACTION_NOT_FOUND);
        host.run(new Command.Archive(ID));
        assertThat(host.runtime().extension(ID).registrations()).isEmpty();
    }

    @Test
    @DisplayName("PORT-S22, LIFE-S25: a register that throws leaves neither its surface nor its object")
    void refusedHook() {
        host.engine.script(A + " 1.0.0").onRegister(ctx -> {
            ctx.ui().registerAction(new UiAction("sync", input -> 1));
            ctx.objects().registerType(new ObjectType(A + ":note", Optional.empty(), JsonObject.of()));
            ctx.objects().write(A + ":note", "text");
            ctx.settings().set("a", 1);
            ctx.settings().set("b", 1);
            throw new IllegalStateException("late");
        });
        host.run(host.install(a("1.0.0")));
        assertThat(host.state(A)).isEqualTo("FAILED");
        assertThat(host.store.objectRows()).isEmpty();
        assertThat(host.store.settingsRows()).isEmpty();
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> call(A, "sync"));
    }
}
