/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.HostBuilder;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.port.config.ExtensionConfig;
import dev.berth.host.port.config.Writer;
import dev.berth.host.port.secrets.MasterKey;
import dev.berth.host.store.keys.EnvironmentKeys;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonNumber;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings, secrets and forms on a whole host: real packages, a real database, a real key file. */
final class ConfigIT {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES =
            Set.of(ProblemCode.SECRET_UNREADABLE, ProblemCode.SECRET_KEY_UNUSABLE, ProblemCode.CONFIG_VALUE_INVALID);

    private static final ExtensionId ID = ExtensionId.of("@acme/crm-connector");
    private static final String VALUE = "hunter2-correct-horse";
    private static final Writer WRITER = new Writer(TestHost.TEST, true);
    private static final String FORM = "{\"fields\":[{\"kind\":\"text\",\"key\":\"url\",\"label\":\"Address\"},"
            + "{\"kind\":\"secret\",\"key\":\"token\",\"label\":\"Token\"},"
            + "{\"kind\":\"number\",\"key\":\"count\",\"label\":\"Count\",\"max\":10}]}";

    @TempDir
    Path temp;

    private Path file;

    @BeforeEach
    void pack() {
        String entry = "acme.crm.Entry";
        file = ExtensionPackage.connector(ID.value(), "1.0.0")
                .ports("settings", "secrets", "mcp")
                .block("configSchema", FORM)
                .entry(
                        entry,
                        EntrySource.of(entry)
                                .register("ctx.secrets().set(\"staged\", \"by register\");")
                                .tool("crm_secret", "ctx.secrets().get(\"token\").orElse(\"none\")")
                                .tool(
                                        "crm_keep",
                                        "{ ctx.secrets().set(\"own\", \"kept\"); return ctx.secrets().get(\"own\").get(); }")
                                .tool("crm_setting", "ctx.settings().get(\"url\").orElseThrow()")
                                .text())
                .writeTo(temp);
    }

    private TestHost start() {
        return TestHost.start(temp.resolve("home"));
    }

    private static ExtensionConfig config(TestHost host) {
        return host.runtime().configuration().of(ID, "default");
    }

    private static String answer(TestHost host, String tool) {
        return host.call(tool).string("result").orElse("");
    }

    @Test
    @DisplayName("MAN-208, PORT-66: what an operator writes the extension reads, at once, in clear only there")
    void slice() throws IOException {
        try (TestHost host = start()) {
            host.install(file);
            assertThat(answer(host, "crm_secret")).isEqualTo("none");
            config(host)
                    .write(
                            (JsonObject) StrictJson.parse("{\"url\":\"https://a\",\"token\":\"" + VALUE + "\"}"),
                            WRITER);
            assertThat(answer(host, "crm_secret")).isEqualTo(VALUE);
            assertThat(answer(host, "crm_setting")).isEqualTo("https://a");
            config(host).setSetting("url", new JsonString("https://b"), WRITER);
            assertThat(answer(host, "crm_setting")).isEqualTo("https://b");
            assertThat(answer(host, "crm_keep")).isEqualTo("kept");
            assertThat(host.runtime().configuration().rotateKey(TestHost.TEST).reencrypted())
                    .as("token, own, and what register staged")
                    .isEqualTo(3);
            assertThat(answer(host, "crm_secret")).isEqualTo(VALUE);
        }
        try (TestHost host = start()) {
            assertThat(answer(host, "crm_secret")).isEqualTo(VALUE);
        }
        try (Stream<Path> files = Files.walk(temp.resolve("home"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(kept -> assertThat(new String(Files.readAllBytes(kept), StandardCharsets.ISO_8859_1))
                            .doesNotContain(VALUE));
        }
    }

    @Test
    @DisplayName("LIFE-124: uninstalling deletes secrets and settings; installing again finds none")
    void removal() {
        try (TestHost host = start()) {
            host.install(file);
            config(host).setSecret("token", VALUE, WRITER);
            config(host).setSetting("url", new JsonString("a"), WRITER);
            assertThat(answer(host, "crm_setting")).isEqualTo("a");
            host.apply(new Command.Uninstall(ID));
            host.install(file);
            assertThat(answer(host, "crm_secret")).isEqualTo("none");
            assertThat(config(host).settings()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "PORT-66: without the key file the host runs, names what is lost, and makes no second key for the old secrets")
    void lostKey() throws IOException {
        Path keys = temp.resolve("home").resolve("secret.keys");
        try (TestHost host = start()) {
            host.install(file);
            config(host).setSecret("token", VALUE, WRITER);
        }
        String id = id(keys);
        Files.delete(keys);
        try (TestHost host = start()) {
            assertThat(host.runtime().status().ready()).isTrue();
            Problem problem = caused(host, "crm_secret", ProblemCode.SECRET_UNREADABLE);
            compare(problem);
            assertThat(host.runtime().status().keylessSecrets())
                    .extracting(secret -> secret.key() + " " + secret.keyId())
                    .contains("token " + id);
            assertThat(host.runtime().configuration().unreadable()).isNotEmpty();
            config(host).setSecret("token", "again", WRITER);
            assertThat(answer(host, "crm_secret")).isEqualTo("again");
        }
    }

    private static String id(Path keys) throws IOException {
        return MasterKey.decode(Files.readString(keys).strip()).orElseThrow().id();
    }

    @Test
    @DisplayName("A key file that is none is said where a key is needed, and kept as it is")
    void badKeyFile() throws IOException {
        try (TestHost host = start()) {
            Files.writeString(temp.resolve("home").resolve("secret.keys"), "no key\n");
            Files.setPosixFilePermissions(
                    temp.resolve("home").resolve("secret.keys"), PosixFilePermissions.fromString("rw-------"));
            host.install(ExtensionPackage.connector(ID.value(), "1.0.0")
                    .ports("secrets")
                    .block("configSchema", FORM)
                    .writeTo(Files.createDirectory(temp.resolve("plain"))));
            ProblemException refused = catchThrowableOfType(
                    ProblemException.class, () -> config(host).setSecret("token", VALUE, WRITER));
            assertThat(refused.problem().code()).isEqualTo(ProblemCode.SECRET_KEY_UNUSABLE);
            compare(refused.problem());
            ProblemException invalid = catchThrowableOfType(
                    ProblemException.class, () -> config(host).setSetting("count", JsonNumber.of(11), WRITER));
            compare(invalid.problem());
        }
    }

    @Test
    @DisplayName("Keys of the embedding program take the place of the file")
    void ownKeys() {
        MasterKey key = MasterKey.random();
        try (TestHost host = TestHost.start(temp.resolve("home"), builder -> own(builder, key))) {
            host.install(file);
            config(host).setSecret("token", VALUE, WRITER);
            assertThat(config(host).secrets())
                    .filteredOn(secret -> secret.key().equals("token"))
                    .extracting(secret -> secret.keyId())
                    .containsExactly(key.id());
            assertThat(temp.resolve("home").resolve("secret.keys")).doesNotExist();
        }
    }

    private static HostBuilder own(HostBuilder builder, MasterKey key) {
        return builder.secretKeys(EnvironmentKeys.of(Map.of(EnvironmentKeys.VARIABLE, key.encode()))
                .orElseThrow());
    }

    /** Returns the problem of this code under the one that a tool's failure has. */
    private static Problem caused(TestHost host, String tool, ProblemCode code) {
        ProblemException failed = catchThrowableOfType(ProblemException.class, () -> host.call(tool));
        return Stream.concat(Stream.of(failed.problem()), failed.problem().causes().stream())
                .filter(problem -> problem.code() == code)
                .findFirst()
                .orElseThrow(() -> new AssertionError(failed.getMessage(), failed));
    }

    /** The id of a key is another one in each run. */
    private void compare(Problem problem) {
        assertThat(Golden.faults(problem)).isEmpty();
        assertThat(problem.toJson().toString()).doesNotContain(VALUE);
        Golden.compare(problem, temp.resolve("home"));
    }
}
