/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayKeyTest {
    private static final String PLACE = "ext-connection:acme:c1";
    private static final String TOKENS = "{\"access\":\"the-access-token\"}";

    @TempDir
    Path home;

    private Path file() {
        return home.resolve("gateway.key");
    }

    private GatewayKey key() {
        return new GatewayKey(file());
    }

    @Test
    @DisplayName("PORT-66: what is sealed opens in its place after a restart, differs each time, and shows nothing")
    void roundTrip() throws IOException {
        String sealed = key().seal(PLACE, TOKENS);
        assertThat(key().open(PLACE, sealed)).isEqualTo(TOKENS);
        assertThat(key().seal(PLACE, TOKENS)).isNotEqualTo(sealed);
        assertThat(new String(Base64.getDecoder().decode(sealed), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("access");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        try (var files = Files.list(home)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    @DisplayName(
            "PORT-66, PORT-S20: moved to another organisation or connection, changed, or under another key, it does not open")
    void elsewhere(@TempDir Path other) {
        String sealed = key().seal(PLACE, TOKENS);
        byte[] changed = Base64.getDecoder().decode(sealed);
        changed[changed.length - 1] ^= 1;
        GatewayKey foreign = new GatewayKey(other.resolve("gateway.key"));
        List<Runnable> tries = List.of(
                () -> key().open("ext-connection:acme:c2", sealed),
                () -> key().open("ext-connection:other:c1", sealed),
                () -> key().open(PLACE, Base64.getEncoder().encodeToString(changed)),
                () -> key().open(PLACE, ""),
                () -> key().open(PLACE, "AAAA"),
                () -> key().open(PLACE, "no base64"),
                () -> foreign.open(PLACE, sealed));
        for (Runnable attempt : tries) {
            assertThatThrownBy(attempt::run)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("[store-corrupt]")
                    .hasMessageNotContaining("the-access-token");
        }
    }

    @Test
    @DisplayName("PORT-66: a key that others can read, or that is cut short, is refused and not replaced")
    void unfit() throws IOException {
        key().seal(PLACE, TOKENS);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> key().seal(PLACE, TOKENS))
                .hasMessageContaining("[file-exposed]")
                .hasMessageContaining("rw-r-----");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
        Files.write(file(), new byte[5]);
        assertThatThrownBy(() -> key().seal(PLACE, TOKENS))
                .hasMessageContaining("needs to have 32 bytes; found 5 bytes");
        assertThat(file()).hasSize(5);
    }
}
