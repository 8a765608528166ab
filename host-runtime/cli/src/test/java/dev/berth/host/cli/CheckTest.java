/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.cli.client.Json;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "berth check": GATE-1, GATE-7, CLI-1, CLI-5. */
class CheckTest {
    private static final String MANIFEST = """
            {"name": "@acme/crm-connector", "version": "1.4.0", "description": "Made by a test.", "license": "%s",
             "berth": {"apiVersion": "berth.dev/v1", "kind": "connector", "sdkAbiRange": "^2.2",
              "configSchema": {"fields": [{"kind": "banner", "label": "Welcome",
                "variants": [{"name": "hello", "tone": "info", "message": "Hello"}]}]},
              "dependencies": []}}
            """;
    private static final String README = """
            # CRM

            Reads contacts of the CRM and hands them to agents, so that nobody has to copy addresses by hand. It asks for
            what it needs at the first start and works without further care.

            ## Capabilities

            - Finds contacts by name, mail address or company.
            - Keeps the newest state of each contact.
            """;

    @TempDir
    Path home;

    private Path extension;

    @BeforeEach
    void extension() throws IOException {
        extension = Files.createDirectory(home.resolve("crm-connector"));
        Files.writeString(extension.resolve("package.json"), MANIFEST.formatted("Apache-2.0"));
        Files.writeString(extension.resolve("README.md"), README);
        Files.writeString(
                extension.resolve("LICENSE"),
                "Apache License\nVersion 2.0, January 2004\nhttp://www.apache.org/licenses/\n");
    }

    private Run.Result check(String... arguments) {
        return new Run(home)
                .berth(Stream.concat(Stream.of("check", extension.toString()), List.of(arguments).stream())
                        .toArray(String[]::new));
    }

    private void breakLicense() throws IOException {
        Files.writeString(extension.resolve("package.json"), MANIFEST.formatted("UNLICENSED"));
    }

    @Test
    @DisplayName("GATE-S1: a clean extension gives exit code 0 and gates that passed or were skipped")
    void cleanExtensionPasses() {
        Run.Result text = check();
        assertThat(text.code()).as(text.out()).isZero();
        assertThat(text.out()).endsWith("0 errors, 0 warnings, 0 infos.\n");
        JsonObject json = check("--json").json();
        assertThat(Json.objects(json, "gates"))
                .isNotEmpty()
                .allMatch(gate -> Json.text(gate, "outcome").equals("passed")
                        || (Json.text(gate, "outcome").equals("skipped")
                                && !Json.text(gate, "reason").equals("-")));
    }

    @Test
    @DisplayName("GATE-7: an error gives exit code 1, in text and in JSON")
    void errorFails() throws IOException {
        breakLicense();
        Run.Result text = check("--reproducible");
        assertThat(text.code()).isEqualTo(1);
        assertThat(text.out())
                .contains("package.json:1:", "[license-", "Failed gates: license")
                .doesNotContain(home.toString());
        Run.Result json = check("--json", "--reproducible");
        assertThat(json.code()).isEqualTo(1);
        assertThat(json.err()).isEmpty();
        assertThat(Json.text(json.json(), "format")).isEqualTo("berth-check/1");
        assertThat(check("--json", "--reproducible").out()).isEqualTo(json.out());
        assertThat(check("--gate", "naming,readme").code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "--gate raedme, Did you mean \"readme\"",
        "--format sarf, Did you mean \"sarif\"",
        "--target-abi two, --target-abi needs a version such as 2.2.0",
        "--policy nowhere.json, nowhere.json needs to be a file that can be read",
        "--against http://127.0.0.1:1, needs its token in the variable BERTH_TOKEN",
        "--out /, --out needs a file that can be written",
    })
    @DisplayName("GATE-7: what is wrong with the command line gives exit code 2 and the reason")
    void usageFails(String arguments, String reason) {
        Run.Result result = check(arguments.split(" "));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(reason);
    }

    @Test
    @DisplayName("GATE-S3: a path that is not there gives exit code 2, and the rest is reported")
    void missingPath() throws IOException {
        breakLicense();
        Run.Result result = check(home.resolve("nowhere").toString());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).contains("[file-not-found]", "[license-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "junit", "sarif"})
    @DisplayName("GATE-1: --out takes the report, and the summary stays on the screen")
    void outTakesTheReport(String format) throws IOException {
        breakLicense();
        Path out = home.resolve("report");
        Run.Result result = check("--format", format, "--out", out.toString());
        assertThat(result.code()).isEqualTo(1);
        assertThat(Files.readString(out)).contains("license-");
        assertThat(result.out()).contains("Failed gates: license").hasLineCount(1);
    }

    @Test
    @DisplayName(
            "GATE-1, GATE-4: --against asks the host of this home for its ABI, policy and extensions, with the owner's token")
    void againstAsksTheHost() throws IOException {
        try (FakeHost host = new FakeHost()
                .announce(home)
                .on("GET /api/status", "{\"abi\":\"3.0.0\"}")
                .on("GET /api/policy", "{\"license\":{\"default\":[\"MIT\"]}}")
                .on("GET /api/extensions", "{\"extensions\":[]}")) {
            Run.Result result = check("--against", host.url().toString());
            assertThat(result.out()).contains("warning", "[abi-out-of-range]", "the target host provides 3.0.0");
            assertThat(result.out()).contains("[license-not-allowed]");
            assertThat(host.requests()).hasSize(3);
        }
    }
}
