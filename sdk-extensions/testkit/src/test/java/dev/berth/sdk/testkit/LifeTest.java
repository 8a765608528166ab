/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.sdk.ConfigGate;
import dev.berth.sdk.Extension;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.InstalledExtensions;
import dev.berth.sdk.port.Actor;
import dev.berth.sdk.port.JobOptions;
import dev.berth.sdk.port.Notification;
import dev.berth.sdk.port.UiAction;
import dev.berth.sdk.port.UsageEvent.LlmUsage;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.testkit.memory.RecordedJob;
import dev.berth.sdk.testkit.memory.RecordedJob.State;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class LifeTest {
    private final TestClock clock = TestClock.at(Instant.parse("2026-11-21T12:00:00Z"));
    private final TestHostContext ctx = TestHostContext.builder("@acme/crm-connector")
            .grant("settings", "jobs", "notifications", "telemetry", "ui", "authSession")
            .pending("secrets")
            .clock(clock)
            .beside("@acme/base-connector")
            .build();

    private static ProblemCode code(Runnable call) {
        return catchThrowableOfType(ProblemException.class, call::run).problem().code();
    }

    private static LlmUsage usage(String key, long tokens) {
        return new LlmUsage("summarise", Instant.EPOCH, key, "acme", "small", tokens, 0);
    }

    private static void everything(ExtensionContext ctx) {
        ctx.settings().set("a", 1);
        ctx.settings().set("b", 2);
        assertThat(ctx.settings().get("a")).as("PORT-69: who wrote reads").isPresent();
        ctx.jobs().enqueue("sync", JsonObject.of(), JobOptions.DEFAULT);
        ctx.notifications().emit(new Notification(Notification.Level.INFO, "t", Optional.empty()));
        ctx.telemetry().emitUsage(usage("k", 1));
        ctx.ui().registerAction(new UiAction("sync", input -> "ok"));
    }

    @Test
    @DisplayName("PORT-S22, PORT-69, LIFE-27, LIFE-28: a hook that throws leaves nothing, nor does the one before it")
    void refused() {
        assertThatThrownBy(() -> ctx.activate(held -> {
                    everything(held);
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("failed in register with IllegalStateException: no")
                .hasCauseInstanceOf(IllegalStateException.class);
        nothing();
        assertThat(code(() -> ctx.activate(new Extension() {
                    @Override
                    public void register(ExtensionContext held) {
                        everything(held);
                    }

                    @Override
                    public void bootstrap(ExtensionContext held) {
                        throw new StackOverflowError();
                    }
                })))
                .isEqualTo(ProblemCode.HOOK_FAILED);
        nothing();
    }

    private void nothing() {
        assertThat(ctx.recorder().jobs()).isEmpty();
        assertThat(ctx.recorder().notifications()).isEmpty();
        assertThat(ctx.recorder().usage()).isEmpty();
        assertThat(ctx.recorder().actions()).isEmpty();
        assertThat(ctx.settings().get("a")).isEmpty();
    }

    @Test
    @DisplayName("LIFE-22, LIFE-37, LIFE-38: a closed config gate keeps register from running")
    void gates() {
        List<Set<ExtensionId>> seen = new ArrayList<>();
        ConfigGate disabled = new ConfigGate() {
            @Override
            public boolean enabled() {
                return false;
            }
        };
        ConfigGate beside = new ConfigGate() {
            @Override
            public boolean resolve(InstalledExtensions installed) {
                seen.add(installed.ids());
                return false;
            }
        };
        assertThat(code(() -> ctx.activate(gated(disabled)))).isEqualTo(ProblemCode.CONFIG_DISABLED);
        assertThat(code(() -> ctx.activate(gated(beside)))).isEqualTo(ProblemCode.CONFIG_RESOLVE_FALSE);
        assertThat(seen).containsExactly(Set.of(ExtensionId.of("@acme/base-connector")));
        nothing();
    }

    private static Extension gated(ConfigGate gate) {
        return new Extension() {
            @Override
            public ConfigGate config() {
                return gate;
            }

            @Override
            public void register(ExtensionContext held) {
                everything(held);
            }
        };
    }

    @Test
    @DisplayName("LIFE-39: a hook that fails because of a pending port waits")
    void pending() {
        assertThat(code(() -> ctx.activate(held -> held.secrets().get("a")))).isEqualTo(ProblemCode.GRANT_PENDING);
    }

    @Test
    @DisplayName("PORT-62, LIFE-32: hooks run for the extension itself; destroy runs once, and its failure is told")
    void hooks() {
        List<String> events = new ArrayList<>();
        Extension extension = new Extension() {
            @Override
            public void register(ExtensionContext held) {
                Actor actor = held.authSession().actor().orElseThrow();
                events.add(actor.userId().orElseThrow() + " of "
                        + held.authSession().requireOrganizationId());
                everything(held);
            }

            @Override
            public void destroy(ExtensionContext held) {
                events.add("destroy");
                throw new IllegalArgumentException("late");
            }
        };
        ctx.activate(extension);
        assertThatThrownBy(() -> ctx.activate(extension)).isInstanceOf(IllegalStateException.class);
        assertThat(ctx.recorder().actions()).containsOnlyKeys("sync");
        assertThat(ctx.deactivate().orElseThrow().code()).isEqualTo(ProblemCode.HOOK_FAILED);
        assertThat(ctx.deactivate()).isEmpty();
        assertThat(events).containsExactly("system:@acme/crm-connector of default", "destroy");
        assertThat(ctx.recorder().actions()).isEmpty();
        assertThat(ctx.recorder().jobs()).hasSize(1);
    }

    @Test
    @DisplayName(
            "PORT-94, PORT-95, PORT-S31: a job waits for its worker and its time, is tried again, and dies in the end")
    void jobs() {
        JobOptions twice =
                new JobOptions(Optional.of(clock.instant().plusSeconds(5)), Optional.empty(), Optional.of("k"), 2);
        String id = ctx.jobs().enqueue("sync", JsonObject.of("a", 1), twice).id();
        assertThat(ctx.jobs().enqueue("sync", JsonObject.of("a", 2), twice).id())
                .isEqualTo(id);
        clock.advance(Duration.ofSeconds(5));
        assertThat(ctx.runJobs()).as("no worker").isEmpty();
        List<String> payloads = new ArrayList<>();
        ctx.jobs().registerWorker("sync", payload -> {
            payloads.add(payload + " for "
                    + ctx.authSession().actor().orElseThrow().userId().orElseThrow());
            throw new IllegalStateException("no");
        });
        assertThat(ctx.runJobs()).extracting(RecordedJob::state).containsExactly(State.WAITING);
        assertThat(ctx.runJobs()).as("a pause first").isEmpty();
        clock.advance(Duration.ofHours(1));
        assertThat(ctx.runJobs()).extracting(RecordedJob::state).containsExactly(State.DEAD);
        assertThat(ctx.recorder().jobs().get(0).failure().orElseThrow()).contains("IllegalStateException: no");
        assertThat(payloads).containsExactly("{\"a\":1} for tester", "{\"a\":1} for tester");
        clock.advance(Duration.ofDays(1));
        assertThat(ctx.runJobs()).isEmpty();
    }

    @Test
    @DisplayName("PORT-94: a job that repeats runs again after its pause")
    void repeated() {
        ctx.jobs().registerWorker("sync", payload -> {});
        ctx.jobs()
                .enqueue(
                        "sync",
                        JsonObject.of(),
                        new JobOptions(Optional.empty(), Optional.of(Duration.ofMinutes(1)), Optional.empty(), 1));
        assertThat(ctx.runJobs()).hasSize(1);
        assertThat(ctx.runJobs()).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(ctx.runJobs()).extracting(RecordedJob::state).containsExactly(State.WAITING);
    }

    @Test
    @DisplayName("PORT-S35, PORT-107, PORT-108: a bad event is dropped and counted; the same key counts once")
    void telemetry() {
        ctx.telemetry().emitUsage(usage("k", 1));
        ctx.telemetry().emitUsage(usage("k", 2));
        ctx.telemetry().emitUsage(usage("other", -1));
        ctx.telemetry().emitUsage(null);
        assertThat(ctx.recorder().usage()).containsExactly(usage("k", 1));
        assertThat(ctx.recorder().droppedUsage()).isEqualTo(2);
    }

    @Test
    @DisplayName("PORT-98: a notification has a title, and is text of a bounded size")
    void notifications() {
        for (Notification bad : List.of(
                new Notification(Notification.Level.INFO, " ", Optional.empty()),
                new Notification(Notification.Level.INFO, "t".repeat(201), Optional.empty()),
                new Notification(Notification.Level.INFO, "t", Optional.of("b".repeat(4096))))) {
            assertThat(code(() -> ctx.notifications().emit(bad))).isEqualTo(ProblemCode.PORT_INPUT_INVALID);
        }
        assertThat(ctx.recorder().notifications()).isEmpty();
    }
}
