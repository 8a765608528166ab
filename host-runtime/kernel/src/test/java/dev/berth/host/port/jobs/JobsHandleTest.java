/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.live.Contribution;
import dev.berth.host.live.Contribution.Worker;
import dev.berth.host.port.PortFixture;
import dev.berth.sdk.port.JobOptions;
import dev.berth.sdk.port.JobsPort.JobHandler;
import dev.berth.sdk.port.JobsPort.JobRef;
import dev.berth.sdk.port.Registration;
import dev.berth.sdk.problem.PortInputException;
import dev.berth.sdk.problem.TenantMissingException;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonNull;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobsHandleTest {
    private static final Optional<String> NO_KEY = Optional.empty();

    private final PortFixture port = PortFixture.granted();

    private JobRef enqueue(String organization, String name, JsonValue payload, JobOptions options) {
        return port.in(organization, () -> port.ctx.jobs().enqueue(name, payload, options));
    }

    private static JobOptions keyed(String key) {
        return new JobOptions(Optional.empty(), Optional.empty(), Optional.of(key), 5);
    }

    private void refused(String name, JsonValue payload, JobOptions options, String needed) {
        assertThatExceptionOfType(PortInputException.class)
                .isThrownBy(() -> enqueue("org", name, payload, options))
                .withMessageContaining(needed);
        assertThat(port.accepted().store.jobs().all()).isEmpty();
    }

    @Test
    @DisplayName("PORT-95, PORT-60: a job keeps the actor and the organisation of the call that queued it")
    void keepsTheCaller() {
        JobRef ref = enqueue("org", "sync", JsonObject.of("since", 7), JobOptions.DEFAULT);
        Job job = port.accepted().store.jobs().find(ref.id()).orElseThrow();
        assertThat(job.order().caller().actor().orElseThrow().userId()).contains("u1");
        assertThat(job.order().organization()).isEqualTo("org");
        assertThat(job.order().name())
                .isEqualTo(new Job.Name(port.id, "sync", job.order().organization()));
        assertThat(job.order().payload()).isEqualTo("{\"since\":7}");
        assertThat(job.order().maxAttempts()).isEqualTo(5);
        assertThat(job.progress()).isEqualTo(Job.Progress.due(port.clock.instant()));
    }

    @Test
    @DisplayName("PORT-69, PORT-S22: what a hook queues is not there before the hook is accepted, and vanishes with it")
    void staged() {
        JobRef first = enqueue("org", "sync", new JsonNull(), keyed("k"));
        assertThat(enqueue("org", "sync", new JsonNull(), keyed("k"))).isEqualTo(first);
        assertThat(port.store.jobs().all()).isEmpty();
        port.writes.drop();
        assertThat(port.accepted().store.jobs().all()).isEmpty();
        assertThat(enqueue("org", "sync", new JsonNull(), keyed("k"))).isEqualTo(first);
        assertThat(port.store.jobs().all()).hasSize(1);
    }

    @Test
    @DisplayName("PORT-94: the same idempotency key is the same job; in another organisation it is another one")
    void idempotent() {
        port.accepted();
        JobRef ref = enqueue("org", "sync", JsonObject.of("n", 1), keyed("k"));
        assertThat(enqueue("org", "sync", JsonObject.of("n", 2), keyed("k"))).isEqualTo(ref);
        assertThat(enqueue("other", "sync", JsonObject.of("n", 1), keyed("k"))).isNotEqualTo(ref);
        assertThat(enqueue("org", "sync", JsonObject.of("n", 1), keyed("l"))).isNotEqualTo(ref);
        assertThat(enqueue("org", "sync", JsonObject.of("n", 1), JobOptions.DEFAULT))
                .isNotEqualTo(enqueue("org", "sync", JsonObject.of("n", 1), JobOptions.DEFAULT));
        assertThat(port.store.jobs().all()).hasSize(5);
        assertThat(port.store.jobs().find(ref.id()).orElseThrow().order().payload())
                .isEqualTo("{\"n\":1}");
    }

    @Test
    @DisplayName("PORT-94: a time that has passed is now; a later one is kept")
    void times() {
        port.accepted();
        Instant later = port.clock.instant().plusSeconds(60);
        JobOptions past = new JobOptions(Optional.of(Instant.MIN), Optional.of(Duration.ofSeconds(1)), NO_KEY, 1);
        JobOptions future = new JobOptions(Optional.of(later), Optional.empty(), NO_KEY, 100);
        JobRef now = enqueue("org", "a", new JsonNull(), past);
        JobRef then = enqueue("org", "b", new JsonNull(), future);
        assertThat(port.store.jobs().find(now.id()).orElseThrow().progress().at())
                .isEqualTo(port.clock.instant());
        assertThat(port.store.jobs().find(then.id()).orElseThrow().progress().at())
                .isEqualTo(later);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "1a", "a b", "a\u0000", "a\ud800", "ä"})
    @DisplayName("PORT-65, PORT-93: a name that is no key is refused, for jobs and workers")
    void names(String name) {
        refused(name, JsonObject.of(), JobOptions.DEFAULT, "a key of the form");
        assertThatExceptionOfType(PortInputException.class)
                .isThrownBy(() -> port.run("org", () -> port.ctx.jobs().registerWorker(name, payload -> {})));
        refused("a".repeat(129), JsonObject.of(), JobOptions.DEFAULT, "a key of the form");
        assertThat(port.registrations.all()).isEmpty();
    }

    @SuppressWarnings("NullOptional") // as a careless author has it
    static Stream<JobOptions> outside() {
        Optional<Instant> now = Optional.empty();
        Optional<Duration> once = Optional.empty();
        return Stream.of(
                null,
                new JobOptions(null, once, NO_KEY, 5),
                new JobOptions(now, null, NO_KEY, 5),
                new JobOptions(now, once, null, 5),
                new JobOptions(now, once, NO_KEY, 0),
                new JobOptions(now, once, NO_KEY, 101),
                new JobOptions(now, once, NO_KEY, Integer.MIN_VALUE),
                new JobOptions(Optional.of(Instant.MAX), once, NO_KEY, 5),
                new JobOptions(Optional.of(Instant.parse("2036-12-01T00:00:00Z")), once, NO_KEY, 5),
                new JobOptions(now, Optional.of(Duration.ofMillis(999)), NO_KEY, 5),
                new JobOptions(now, Optional.of(Duration.ZERO), NO_KEY, 5),
                new JobOptions(now, Optional.of(Duration.ofSeconds(-5)), NO_KEY, 5),
                new JobOptions(now, Optional.of(Duration.ofDays(367)), NO_KEY, 5),
                new JobOptions(now, Optional.of(Duration.ofSeconds(Long.MAX_VALUE)), NO_KEY, 5),
                keyed(""),
                keyed(" "),
                keyed("a b"),
                keyed("a\u0000"),
                keyed("\ud800"),
                keyed("a\n"),
                keyed("k".repeat(201)));
    }

    @ParameterizedTest
    @MethodSource("outside")
    @DisplayName("PORT-5: options outside their range are refused, and nothing is queued")
    void options(JobOptions options) {
        refused("sync", JsonObject.of(), options, "JobsPort.enqueue");
    }

    static Stream<JsonValue> payloads() {
        JsonValue deep = JsonArray.of();
        for (int i = 0; i < 2000; i++) {
            deep = new JsonArray(List.of(deep));
        }
        return Stream.of(
                null, deep, new JsonString("x".repeat(256 * 1024 - 2)), new JsonString("x".repeat(1024 * 1024 + 1)));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    @DisplayName("PORT-5, PORT-68: a payload that is null, not JSON that can be read again, or 256 KB is refused")
    void badPayloads(JsonValue payload) {
        refused("sync", payload, JobOptions.DEFAULT, "JobsPort.enqueue");
    }

    @Test
    @DisplayName("PORT-68: one byte less than 256 KB, and NUL in a text, are kept as they are")
    void goodPayloads() {
        port.accepted();
        JsonString large = new JsonString("x".repeat(256 * 1024 - 3));
        JobRef ref = enqueue("org", "sync", large, JobOptions.DEFAULT);
        assertThat(port.store.jobs().find(ref.id()).orElseThrow().order().payload())
                .isEqualTo(large.toString());
        JobRef odd = enqueue("org", "sync", new JsonString("a\u0000b"), JobOptions.DEFAULT);
        assertThat(port.store.jobs().find(odd.id()).orElseThrow().order().payload())
                .isEqualTo("\"a\\u0000b\"");
    }

    @Test
    @DisplayName("PORT-61: without an organisation nothing is queued; a worker needs none")
    void needsAnOrganization() {
        assertThatExceptionOfType(TenantMissingException.class)
                .isThrownBy(() -> port.ctx.jobs().enqueue("sync", JsonObject.of(), JobOptions.DEFAULT));
        port.ctx.jobs().registerWorker("sync", payload -> {});
        assertThat(port.registrations.all()).hasSize(1);
        assertThat(port.accepted().store.jobs().all()).isEmpty();
    }

    @Test
    @DisplayName("PORT-93, PORT-8: one worker a name; registering again replaces, and closing twice is no error")
    void workers() {
        JobHandler first = payload -> {};
        JobHandler second = payload -> {};
        Registration old = port.ctx.jobs().registerWorker("sync", first);
        Registration current = port.ctx.jobs().registerWorker("sync", second);
        old.close();
        assertThat(port.registrations.all()).extracting(JobsHandleTest::handler).containsExactly(second);
        current.close();
        current.close();
        assertThat(port.registrations.all()).isEmpty();
        assertThatExceptionOfType(PortInputException.class)
                .isThrownBy(() -> port.ctx.jobs().registerWorker("sync", null));
    }

    private static JobHandler handler(Contribution contribution) {
        return ((Worker) contribution).handler();
    }
}
