/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.json.StrictJson;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands about what extensions keep. */
class DataTest {
    private static final String ID = "@samples/mailbox-connector";
    private static final String BASE = "/api/extensions/" + ID;
    private static final String VALUE = "hunter2-correct-horse";

    @TempDir
    Path home;

    private FakeHost host;

    @BeforeEach
    void start() throws IOException {
        host = new FakeHost()
                .announce(home)
                .on(
                        "GET " + BASE + "/settings",
                        "{\"settings\":[{\"key\":\"folder\",\"value\":\"INBOX\"},{\"key\":\"n\",\"value\":[1]}]}")
                .on("GET " + BASE + "/settings/folder", "{\"key\":\"folder\",\"value\":\"INBOX\"}")
                .on("GET " + BASE + "/settings/none", "{\"key\":\"none\"}")
                .on("PUT " + BASE + "/settings/folder", "{\"key\":\"folder\",\"value\":\"SENT\"}")
                .on("DELETE " + BASE + "/settings/folder", "{\"deleted\":true}")
                .on("DELETE " + BASE + "/settings/none", "{\"deleted\":false}")
                .on("GET " + BASE + "/secrets", """
                        {"secrets":[{"key":"password","keyId":"k-1","writtenAt":"noon","readable":true},
                         {"key":"old","keyId":"k-0","writtenAt":"dawn","readable":false}]}""")
                .on("PUT " + BASE + "/secrets/password", "{\"secrets\":[]}")
                .on("DELETE " + BASE + "/secrets/password", "{\"deleted\":true}")
                .on(
                        "POST /api/secrets/rotation",
                        "{\"keyId\":\"k-2\",\"resumed\":false,\"reencrypted\":3,\"unreadable\":[{}]}");
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private Run.Result berth(String... arguments) {
        return new Run(home).berth(arguments);
    }

    private String sent() {
        return host.requests().get(host.requests().size() - 1).body();
    }

    @Test
    void settingsAreShownSetAndDeleted() {
        assertThat(berth("settings", ID).out()).contains("folder", "\"INBOX\"", "[1]");
        assertThat(berth("settings", ID, "get", "folder").out()).isEqualTo("\"INBOX\"\n");
        assertThat(berth("settings", ID, "get", "folder", "--json").json())
                .isEqualTo(StrictJson.parse("{\"key\":\"folder\",\"value\":\"INBOX\"}"));
        assertThat(berth("settings", ID, "set", "folder", "\"SENT\"").out()).contains("is set");
        assertThat(sent()).isEqualTo("{\"value\":\"SENT\"}");
        assertThat(berth("settings", ID, "delete", "folder").out()).contains("is deleted");
        assertThat(berth("settings", ID, "delete", "none").out()).contains("was not set");
        assertThat(berth("settings", ID, "delete", "none", "--quiet").out()).isEmpty();
        Run.Result missing = berth("settings", ID, "get", "none");
        assertThat(missing.code()).isEqualTo(3);
        assertThat(missing.err()).contains("[setting-not-found]");
    }

    @Test
    void aSecretComesFromStandardInputWithoutItsLastEndOfLine() {
        for (String end : new String[] {"", "\n", "\r\n"}) {
            Run.Result result = new Run(home).input(VALUE + end).berth("secrets", ID, "set", "password");
            assertThat(result.code()).isZero();
            assertThat(result.out() + result.err()).contains("is set").doesNotContain(VALUE);
            assertThat(sent()).isEqualTo("{\"value\":\"" + VALUE + "\"}");
        }
        assertThat(new Run(home)
                        .input("a\nb\n\n")
                        .berth("secrets", ID, "set", "password")
                        .code())
                .isZero();
        assertThat(sent()).isEqualTo("{\"value\":\"a\\nb\\n\"}");
        assertThat(new Run(home)
                        .input("x".repeat(65_536))
                        .berth("secrets", ID, "set", "password")
                        .err())
                .contains("less than 64 KB");
        assertThat(new Run(home)
                        .input("\n")
                        .berth("secrets", ID, "set", "password")
                        .err())
                .contains("found no value");
    }

    @Test
    void secretsAreListedDeletedAndGivenANewKey() {
        assertThat(berth("secrets", ID).out()).contains("password", "yes", "old", "no", "k-0");
        assertThat(berth("secrets", ID, "delete", "password").out()).contains("is deleted");
        assertThat(berth("secrets", "rotate-key").out())
                .contains("A new key is in use; 3 secrets", "1 could not be decrypted");
        host.on(
                "POST /api/secrets/rotation",
                "{\"keyId\":\"k-2\",\"resumed\":true,\"reencrypted\":2,\"unreadable\":[]}");
        assertThat(berth("secrets", "rotate-key").out()).contains("cut short is finished: 2 secrets");
    }

    @ParameterizedTest
    @CsvSource({
        "settings,gte folder,Did you mean \"get\"?",
        "settings,set folder,takes KEY JSON",
        "settings,set folder SENT,needs its value as JSON",
        "settings,get ../x,needs a key of a letter",
        "settings,get folder more,takes KEY",
        "secrets,get password,takes delete; set",
        "secrets,set password hunter2-correct-horse,takes KEY",
        "secrets,set hunter2/correct,needs a key of a letter",
    })
    void whatIsNoActionIsRefused(String command, String words, String says) {
        int before = host.requests().size();
        Run.Result result = berth((command + " " + ID + " " + words).split(" "));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(says.replace(';', ',')).doesNotContain("hunter2");
        assertThat(host.requests()).hasSize(before);
    }

    @Test
    void unreadableSecretsAreNamedByDoctorAndStatus() {
        host.on("GET /api/status", """
                {"version":"0.1.0","abi":"2.2.0","jdk":"25","home":"/h","mode":"DEVELOPMENT","startedAt":"now","ready":true,
                 "generation":4,"active":3,"installed":4,"keylessSecrets":[{}],"boot":[],
                 "database":{"product":"H2","version":"2","place":"/h/data","reachable":true},"url":"u","mcpUrl":"m"}""");
        host.on("GET /api/audit/verification", "{\"intact\":true}");
        host.on("GET /api/login", "{\"configured\":false,\"problems\":[]}");
        host.on("GET /api/secrets/verification", "{\"unreadable\":[{\"extension\":\"@a1/b\",\"key\":\"token\"}]}");
        assertThat(berth("status").out()).contains("1 cannot be decrypted, see berth doctor");
        assertThat(berth("doctor").err()).contains("found 1 that cannot be: @a1/b token", "[secret-unreadable]");
        host.on("GET /api/secrets/verification", "{\"unreadable\":[]}");
        assertThat(berth("doctor").out()).contains("all that are kept can be decrypted");
    }
}
