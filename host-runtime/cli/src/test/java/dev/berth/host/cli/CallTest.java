/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tool is called through the protocol, with the official client. */
class CallTest {
    @TempDir
    Path home;

    private FakeHost host;

    @BeforeEach
    void start() throws IOException {
        host = new FakeHost()
                .announce(home)
                .on("POST /mcp", this::answer)
                .on("DELETE /mcp", request -> new FakeHost.Answer(200, "text/plain", ""))
                .on("GET /api/tools", "{\"tools\":[{\"name\":\"hello_greet\"}]}");
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private FakeHost.Answer answer(FakeHost.Request request) {
        JsonObject message = request.json();
        String method = message.string("method").orElse("");
        if (message.get("id").isEmpty()) {
            return new FakeHost.Answer(202, "text/plain", "");
        }
        JsonObject reply = JsonObject.of("jsonrpc", "2.0", "id", message.get("id"));
        return FakeHost.Answer.json(
                switch (method) {
                    case "initialize" -> reply.with("result", StrictJson.parse("""
                                {"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"fake","version":"1"}}"""));
                    case "tools/call" ->
                        call(reply, (JsonObject) message.get("params").orElseThrow());
                    default -> reply.with("result", JsonObject.of("tools", java.util.List.of()));
                });
    }

    private static JsonObject call(JsonObject reply, JsonObject params) {
        return switch (params.string("name").orElse("")) {
            case "hello_greet" ->
                reply.with(
                        "result",
                        JsonObject.of(
                                "content", java.util.List.of(),
                                "structuredContent", params.get("arguments"),
                                "isError", false));
            case "fails" -> reply.with("result", StrictJson.parse("""
                        {"content":[{"type":"text","text":"It is broken."}],"isError":true}"""));
            default -> reply.with("error", JsonObject.of("code", -32602, "message", "Unknown tool"));
        };
    }

    private Run.Result berth(String... arguments) {
        return new Run(home).berth(arguments);
    }

    @Test
    void aResultIsPrettyForPeopleAndADocumentForPrograms() {
        Run.Result result = berth("call", "hello_greet", "{\"name\": \"Ada\"}");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("{\n  \"name\": \"Ada\"\n}\n");
        assertThat(berth("call", "hello_greet", "{\"name\": \"Ada\"}", "--json").out())
                .isEqualTo("{\"name\":\"Ada\"}\n");
        assertThat(berth("call", "hello_greet").out()).isEqualTo("{}\n");
    }

    @Test
    void inputComesFromAFileOrStandardInput() throws IOException {
        Path file = Files.writeString(home.resolve("in.json"), "{\"n\": 1}");
        assertThat(berth("call", "hello_greet", "@" + file, "--json").json()).isEqualTo(JsonObject.of("n", 1));
        assertThat(new Run(home)
                        .input("{\"n\": 2}")
                        .berth("call", "hello_greet", "-", "--json")
                        .json())
                .isEqualTo(JsonObject.of("n", 2));
        assertThat(berth("call", "hello_greet", "@" + home.resolve("nope")).code())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": }|<input>:1:7",
                "{\"a\": 1} {}|<input>:1:10",
                "{\"a\": 1, \"a\": 2}|<input>:1:1",
                "{'a': 1}|<input>:1:2",
                "[]|found: array",
                "\"x\"|found: string",
            })
    void inputThatIsNoJsonIsRefusedWithThePlace(String input, String place) {
        Run.Result result = berth("call", "hello_greet", input);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(place, "[tool-input-invalid]");
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void anErrorOfTheToolFails() {
        Run.Result result = berth("call", "fails");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("It is broken.", "[tool-failed]");
        assertThat(berth("call", "fails", "--json").json().members()).containsKey("problems");
    }

    @Test
    void anUnknownToolGetsNearMisses() {
        Run.Result result = berth("call", "hello_gret");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("Did you mean \"hello_greet\"?", "[tool-unknown]");
    }

    @Test
    void aHostThatIsGoneIsAProblemLikeAnyOther() {
        host.close();
        Run.Result result = berth("call", "hello_greet");
        assertThat(result.code()).isEqualTo(7);
        assertThat(result.err()).contains("[host-unreachable]").doesNotContain("Exception");
    }
}
