/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFileTest {
    private static final char[] PASSPHRASE = "correct horse".toCharArray();
    private static final SigningKey KEY = SigningKey.generate(new SecureRandom());

    @TempDir
    private Path folder;

    @Test
    @DisplayName("TRUST-64: a private key lies encrypted in a file that its owner alone reads")
    void kept() throws IOException {
        Path file = folder.resolve("acme.key");
        new KeyFile(file).write(KEY, PASSPHRASE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        assertThat(new KeyFile(file).read(PASSPHRASE).publicHalf()).isEqualTo(KEY.publicHalf());
        assertThat(KEY.toString())
                .isEqualTo("private half of the Ed25519 key " + KEY.publicHalf().id());
    }

    @Test
    @DisplayName(
            "TRUST-64: another passphrase, damaged bytes and a file that others read give no key, and no secret is said")
    void refused() throws IOException {
        Path file = folder.resolve("acme.key");
        KeyFile kept = new KeyFile(file);
        kept.write(KEY, PASSPHRASE);
        assertThatThrownBy(() -> kept.read("battery staple".toCharArray()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("its own passphrase")
                .hasMessageNotContaining("battery");
        assertThatThrownBy(() -> kept.write(KEY, PASSPHRASE)).hasMessageContaining("a name that is free");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> kept.read(PASSPHRASE)).hasMessageContaining("closed to others");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        for (String damaged : new String[] {
            "",
            "no key",
            "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n",
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\n%%%%\n-----END ENCRYPTED PRIVATE KEY-----\n",
            "x".repeat(20_000)
        }) {
            Files.writeString(file, damaged);
            assertThatThrownBy(() -> kept.read(PASSPHRASE)).as(damaged).isInstanceOf(ProblemException.class);
        }
        assertThatThrownBy(() -> new KeyFile(folder.resolve("none")).read(PASSPHRASE))
                .hasMessageContaining("found none");
        assertThatThrownBy(() -> new KeyFile(folder.resolve("new")).write(KEY, new char[0]))
                .hasMessageContaining("found an empty one");
    }
}
