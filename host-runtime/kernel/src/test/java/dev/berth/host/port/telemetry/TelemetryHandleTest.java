/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.meter.Count;
import dev.berth.host.meter.Meters;
import dev.berth.host.port.PortFixture;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.UsageEvent;
import dev.berth.sdk.port.UsageEvent.LlmUsage;
import dev.berth.sdk.port.UsageEvent.ServiceUsage;
import dev.berth.sdk.problem.PortNotGrantedException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

class TelemetryHandleTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final PortFixture port = PortFixture.granted().accepted();

    @AfterEach
    void close() {
        port.services.close();
    }

    private static UsageEvent llm(String key, long tokens) {
        return new LlmUsage("summarise", NOON, key, "acme", "large-1", tokens, 7);
    }

    private static UsageEvent service(String name, OptionalDouble credits) {
        return new ServiceUsage("search", NOON, "k", name, 1, 10, credits);
    }

    private void emit(UsageEvent event) {
        port.run("org", () -> port.ctx.telemetry().emitUsage(event));
    }

    private long counted(Count count) {
        return port.services.meters().value(new Meters.Key(count, port.id));
    }

    private List<UsageRow> kept() {
        port.services.close();
        return port.store.usage.rows();
    }

    @Test
    @DisplayName("PORT-S35, PORT-108: the same key of the same extension and organisation counts once")
    void once() {
        emit(llm("a", 100));
        emit(llm("a", 100));
        emit(llm("b", 11));
        port.run("other", () -> port.ctx.telemetry().emitUsage(llm("a", 1)));
        assertThat(kept())
                .containsExactlyInAnyOrder(
                        new UsageRow(port.id, "org", llm("a", 100)),
                        new UsageRow(port.id, "org", llm("b", 11)),
                        new UsageRow(port.id, "other", llm("a", 1)));
        assertThat(counted(Count.LLM_INPUT_TOKENS)).isEqualTo(212);
    }

    static Stream<UsageEvent> bad() {
        String tooLong = "x".repeat(201);
        return Stream.of(
                llm("", 1),
                llm(" ", 1),
                llm(tooLong, 1),
                llm("nul\u0000", 1),
                llm("half\ud83d", 1),
                llm("k", -1),
                llm("k", Long.MAX_VALUE),
                new LlmUsage("o", Instant.MAX, "k", "p", "m", 1, 1),
                new LlmUsage("o", Instant.MIN, "k", "p", "m", 1, 1),
                new LlmUsage("o", null, "k", "p", "m", 1, 1),
                new LlmUsage(null, NOON, "k", "p", "m", 1, 1),
                new LlmUsage("o", NOON, null, "p", "m", 1, 1),
                service(null, OptionalDouble.empty()),
                service("s", OptionalDouble.of(-1)),
                service("s", OptionalDouble.of(Double.NaN)),
                service("s", OptionalDouble.of(Double.POSITIVE_INFINITY)),
                service("s", null));
    }

    @ParameterizedTest
    @NullSource
    @MethodSource("bad")
    @DisplayName("PORT-S35, PORT-107: a bad event is dropped and counted, and nothing is thrown")
    void bad(UsageEvent event) {
        emit(event);
        assertThat(counted(Count.USAGE_DROPPED)).isEqualTo(1);
        assertThat(kept()).isEmpty();
    }

    @Test
    @DisplayName(
            "PORT-107: outside of any call of an organisation it is dropped, not thrown; not granted it is refused")
    void nobody() {
        port.ctx.telemetry().emitUsage(llm("a", 1));
        assertThat(counted(Count.USAGE_DROPPED)).isEqualTo(1);
        PortFixture none = PortFixture.requesting(PortName.TELEMETRY);
        assertThatExceptionOfType(PortNotGrantedException.class)
                .isThrownBy(() -> none.run("org", () -> none.ctx.telemetry().emitUsage(llm("a", 1))));
        none.services.close();
        assertThat(none.store.usage.rows()).isEmpty();
    }

    @Test
    @DisplayName("PORT-69: what a hook reports is kept with what else it wrote, or not at all")
    void staged() {
        port.writes.stage();
        emit(llm("refused", 1));
        port.writes.drop();
        emit(llm("accepted", 1));
        port.accepted();
        assertThat(kept()).containsExactly(new UsageRow(port.id, "org", llm("accepted", 1)));
    }

    @Test
    @DisplayName("PORT-107: a store that is down for a while loses nothing, and closing writes what waits")
    void down() {
        port.store.usage.failWrites(1);
        UsageEvent[] events = Stream.iterate(0, i -> i < 2000, i -> i + 1)
                .map(i -> llm("key" + i, i))
                .toArray(UsageEvent[]::new);
        Arrays.stream(events).forEach(this::emit);
        org.awaitility.Awaitility.await().until(() -> !port.store.usage.rows().isEmpty());
        assertThat(kept()).hasSize(2000);
    }

    @Test
    @DisplayName("PORT-107: events for which there is no room are dropped and counted; the caller never waits")
    void full() {
        port.store.usage.failWrites(Integer.MAX_VALUE);
        for (int i = 0; i < 20_000; i++) {
            emit(llm("key" + i, 1));
        }
        assertThat(counted(Count.USAGE_DROPPED)).isBetween(8_000L, 10_000L);
        assertThat(counted(Count.USAGE_DROPPED) + counted(Count.USAGE_EVENTS)).isEqualTo(20_000);
    }
}
