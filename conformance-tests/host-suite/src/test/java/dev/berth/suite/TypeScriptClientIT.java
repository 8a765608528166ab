/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.value.JsonNumber;
import dev.berth.sdk.value.JsonObject;
import dev.berth.suite.Program.Result;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official TypeScript client against the host's MCP endpoint. */
class TypeScriptClientIT {
    @TempDir
    static Path folder;

    private static Path client = Path.of(".");
    private static Program berth = new Program(Path.of("."));

    @BeforeAll
    static void start() throws Exception {
        client = Npm.folder();
        berth = new Program(folder.resolve("home"));
        Result up = berth.run("up", "--port", "0", "--detach");
        assertThat(up.exit()).as(up.err()).isZero();
    }

    @AfterAll
    static void stop() throws Exception {
        berth.run("down");
    }

    private static List<String> command(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                "node",
                client.resolve("client.mjs").toString(),
                berth.hostFile().string("mcpUrl").orElseThrow()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Map<String, String> token() throws Exception {
        return Map.of("BERTH_TOKEN", berth.hostFile().string("token").orElseThrow());
    }

    @Test
    @DisplayName("PORT-83 to PORT-86: a client from npm lists the tools and calls one")
    void listAndCall() throws Exception {
        Result list = Program.run(token(), command("list"));
        assertThat(list.exit()).as(list.err()).isZero();
        assertThat(list.out()).contains("hello_greet", "email_send", "mailbox_list");
        Result call = Program.run(token(), command("call", "hello_greet", "{\"name\":\"Ada\"}"));
        assertThat(call.out()).contains("Hello, Ada");
        Result stranger = Program.run(Map.of("BERTH_TOKEN", "not-the-token-of-this-host"), command("list"));
        assertThat(stranger.exit()).isNotZero();
    }

    @Test
    @DisplayName("ENG-33: it keeps calling while the extension is updated and rolled back, and no call fails")
    void noCallFails() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command("loop", "hello_greet", "{\"name\":\"Ada\"}", "60"));
        builder.environment().putAll(token());
        Process loop = builder.redirectErrorStream(false).start();
        try (BufferedReader ready = loop.errorReader(StandardCharsets.UTF_8)) {
            assertThat(ready.readLine()).contains("ready");
            for (int round = 0; round < 3; round++) {
                Result update = berth.run("update", Samples.HELLO_NEXT.toString(), "--accept-unsigned", "--yes");
                assertThat(update.exit()).as(update.err()).isZero();
                assertThat(berth.run("rollback", "@samples/hello-connector", "--yes")
                                .exit())
                        .isZero();
            }
            loop.outputWriter().close();
            String report = new String(loop.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(loop.waitFor()).isZero();
            JsonObject counts = (JsonObject) StrictJson.parse(report.strip());
            assertThat(counts.get("failed")).contains(JsonNumber.of(0));
            assertThat(((JsonObject) counts.get("versions").orElseThrow()).members())
                    .containsKeys("1.0.0", "1.1.0");
        } finally {
            loop.destroy();
        }
    }
}
