/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {
    private static final String KEY =
            "{\"keyId\":\"06e3fd8fda29bb60\",\"scope\":\"acme\",\"spki\":\"x\",\"state\":\"revoked\",\"custody\":\"author\","
                    + "\"validFrom\":\"2026-03-24T00:00:00Z\",\"compromisedSince\":\"2026-03-25T00:00:00Z\"}";

    @TempDir
    Path home;

    private FakeHost host;

    @BeforeEach
    void start() throws IOException {
        host = new FakeHost().announce(home);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private Run.Result berth(String... arguments) {
        return new Run(home).with("BERTH_KEY_PASSPHRASE", "correct horse").berth(arguments);
    }

    @Test
    @DisplayName("TRUST-56, TRUST-64: keys are made, encrypted and closed, and state each other")
    void own() throws IOException {
        Run.Result made = berth("keys", "gen", "acme-2026", "--scope", "@acme");
        assertThat(made.code()).as(made.err()).isZero();
        Path secret = home.resolve("keys/acme-2026.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(secret)).contains("ENCRYPTED PRIVATE KEY");
        assertThat(berth("keys", "gen", "acme-2026", "--scope", "acme").code()).isEqualTo(2);
        assertThat(berth("keys", "gen", "../x", "--scope", "acme").code()).isEqualTo(2);
        assertThat(berth("keys", "list", "--own").out()).contains("@acme", "acme-2026");
        Run.Result rotated = berth("keys", "rotate", "acme-2026", "acme-2027");
        assertThat(rotated.code()).as(rotated.err()).isZero();
        assertThat(Files.readString(home.resolve("keys/acme-2027.statement.json")))
                .contains("\"action\":\"rotate\"", "\"scope\":\"acme\"");
        Run.Result wrong = new Run(home).input("battery\n").berth("keys", "rotate", "acme-2026", "acme-2028");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("its own passphrase").doesNotContain("battery");
        assertThat(new Run(home)
                        .berth("keys", "gen", "silent", "--scope", "acme")
                        .err())
                .contains("BERTH_KEY_PASSPHRASE");
    }

    @Test
    @DisplayName("TRUST-54, TRUST-59: the keys of a host are shown, added and revoked")
    void ring() throws IOException {
        host.on("GET /api/trust/keys", "{\"keys\":[" + KEY + "]}");
        assertThat(new Run(home).with("NO_COLOR", "1").berth("keys").out())
                .contains("06e3fd8fda29bb60", "@acme", "revoked");
        host.on("POST /api/trust/keys", KEY);
        Path file = Files.writeString(home.resolve("acme.pub.json"), "{\"spki\":\"x\"}");
        assertThat(berth("keys", "add", file.toString(), "--scope", "acme").code())
                .isZero();
        assertThat(host.bodies("POST /api/trust/keys"))
                .containsExactly(
                        JsonObject.of("key", JsonObject.of("spki", "x"), "custody", "author", "scope", "acme"));
        host.on("POST /api/trust/keys/06e3fd8fda29bb60/revocation", KEY);
        assertThat(berth("keys", "revoke", "06e3fd8fda29bb60").out()).contains("vouches for nothing since");
        assertThat(berth("keys", "revoke", "06E3").code()).isEqualTo(2);
        assertThat(berth("keys", "add", home.resolve("none").toString()).code()).isEqualTo(2);
    }

    @Test
    @DisplayName("TRUST-159: packages are blocked and unblocked")
    void blocks() {
        host.on("GET /api/trust/blocks", "{\"blocks\":[]}");
        assertThat(berth("trust").out()).contains("No package is blocked");
        host.on("POST /api/trust/blocks", "{\"value\":\"@acme/a-connector\"}");
        assertThat(berth("trust", "block", "@acme/a-connector", "--reason", "leaks")
                        .out())
                .contains("is blocked");
        host.on("POST /api/trust/blocks/removal", "{\"value\":\"@acme/a-connector\"}");
        assertThat(berth("trust", "unblock", "@acme/a-connector").out()).contains("is not blocked");
    }
}
