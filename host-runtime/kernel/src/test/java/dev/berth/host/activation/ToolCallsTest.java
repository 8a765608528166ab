/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.FakeLoader;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MovableClock;
import dev.berth.host.fake.Script;
import dev.berth.host.live.CallGate;
import dev.berth.host.live.Caller;
import dev.berth.host.live.Contribution.InputCheck;
import dev.berth.host.live.Contribution.Tool;
import dev.berth.host.live.LiveRegistry;
import dev.berth.host.live.LiveView;
import dev.berth.host.live.Owner;
import dev.berth.host.meter.Meters;
import dev.berth.host.port.access.CallScope;
import dev.berth.sdk.port.McpToolHandler;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonNull;
import dev.berth.sdk.value.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ToolCallsTest {
    private final LiveRegistry live = new LiveRegistry(new MovableClock());
    private final CallScope scope = new CallScope();
    private final ToolCalls calls = new ToolCalls(
            new HookBarrier(scope, id -> FakeHost.deadlines(Duration.ofSeconds(30), Duration.ofMillis(200))),
            id -> FakeHost.deadlines(Duration.ofSeconds(30)),
            new Meters());
    private final Owner owner = new Owner(
            ExtensionId.of("@acme/a-connector"),
            Manifests.version("1.0.0"),
            1,
            new FakeLoader(new Script()),
            new CallGate());

    private void tool(InputCheck check, McpToolHandler handler) {
        Tool tool = new Tool(owner, "t", Optional.empty(), Optional.empty(), check, handler);
        live.swap("test", set -> set.with(owner.id(), List.of(tool)));
    }

    private JsonObject call() {
        return calls.call(LiveView.live(live), "t", JsonObject.of("a", 1), Caller.user("u", "org"), 3);
    }

    private void refused(ProblemCode code) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(this::call)
                .satisfies(thrown -> assertThat(thrown.problem().code()).isEqualTo(code));
        Awaitility.await()
                .untilAsserted(() -> assertThat(owner.gate().inFlight()).isZero());
    }

    @Test
    @DisplayName("PORT-S29, PORT-85: an object as it is, an array as items, a scalar as result, nothing as {}")
    void shapes() {
        List<Object> results = new ArrayList<>(List.of(
                JsonObject.of("x", 1), List.of(1, 2), JsonArray.of(), 7, "text", true, Optional.of(5), new JsonNull()));
        results.add(null);
        tool(input -> List.of(), input -> results.remove(0));
        assertThat(call()).hasToString("{\"x\":1}");
        assertThat(call()).hasToString("{\"items\":[1,2]}");
        assertThat(call()).hasToString("{\"items\":[]}");
        assertThat(call()).hasToString("{\"result\":7}");
        assertThat(call()).hasToString("{\"result\":\"text\"}");
        assertThat(call()).hasToString("{\"result\":true}");
        assertThat(call()).hasToString("{\"result\":5}");
        assertThat(call()).hasToString("{}");
        assertThat(call()).hasToString("{}");
        tool(input -> List.of(), input -> new Object());
        refused(ProblemCode.TOOL_FAILED);
    }

    @Test
    @DisplayName("PORT-85: input that does not fit is refused before the handler runs, and the gate is left")
    void input() {
        List<String> ran = new ArrayList<>();
        tool(input -> List.of("a: wrong"), input -> ran.add("ran"));
        refused(ProblemCode.TOOL_INPUT_INVALID);
        assertThat(ran).isEmpty();
    }

    @Test
    @DisplayName("ENG-33: a check that throws leaves the gate too, so that the revision can drain")
    void checkThrows() {
        tool(
                input -> {
                    throw new IllegalStateException("the schema");
                },
                input -> "ran");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(this::call);
        assertThat(owner.gate().inFlight()).isZero();
    }

    @Test
    @DisplayName("PORT-87: the call runs for its caller, at its depth, and the gate is left after a failure")
    void scopeOfTheCall() {
        tool(input -> List.of(), input -> scope.caller().organizationId().orElse("none") + scope.depth());
        assertThat(call()).hasToString("{\"result\":\"org3\"}");
        tool(input -> List.of(), input -> {
            throw new java.io.IOException("gone");
        });
        refused(ProblemCode.TOOL_FAILED);
    }

    @Test
    @DisplayName("PORT-86: an unknown tool is named, with what was meant")
    void unknown() {
        tool(input -> List.of(), input -> 1);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> calls.call(LiveView.live(live), "tt", JsonObject.of(), Caller.NOBODY, 0))
                .withMessageContaining("Did you mean \"t\"?")
                .satisfies(thrown -> assertThat(thrown.problem().code()).isEqualTo(ProblemCode.TOOL_UNKNOWN));
    }

    @Test
    @DisplayName("PORT-4: a caller that is interrupted at a held gate is answered at once, not held to the limit")
    void interruptedAtAGate() {
        tool(input -> List.of(), input -> 1);
        owner.gate().close();
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(this::call)
                .satisfies(thrown -> assertThat(thrown.problem().code()).isEqualTo(ProblemCode.CALL_ABORTED));
        assertThat(Thread.interrupted()).isTrue();
    }
}
