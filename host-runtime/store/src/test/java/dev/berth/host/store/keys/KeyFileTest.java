/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.host.port.secrets.MasterKey;
import dev.berth.host.port.secrets.SecretKeys;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PORT-66: where master keys are kept. */
class KeyFileTest {
    @TempDir
    Path temp;

    private Path file;

    @BeforeEach
    void name() {
        file = temp.resolve("secret.keys");
    }

    private void mode(String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private void content(String text) throws IOException {
        Files.writeString(file, text);
        mode("rw-------");
    }

    private static ProblemException refused(SecretKeys keys) {
        return catchThrowableOfType(ProblemException.class, keys::current);
    }

    @Test
    @DisplayName("The file is made at the first use, for its owner alone, with nothing beside it")
    void firstUse() throws IOException {
        KeyFile keys = new KeyFile(file);
        assertThat(keys.find("k-0")).isEmpty();
        assertThat(file).doesNotExist();
        MasterKey key = keys.current();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(temp).isDirectoryNotContaining(path -> !path.equals(file));
        assertThat(Files.readString(file)).isEqualTo(key.encode() + "\n");
        assertThat(keys.current()).isSameAs(key).asString().isEqualTo("MasterKey[" + key.id() + "]");
        assertThat(new KeyFile(file).current().encode()).isEqualTo(key.encode());
    }

    @Test
    @DisplayName("Another key stands in front of those before it, which stay as long as they are used")
    void renewal() throws IOException {
        KeyFile keys = new KeyFile(file);
        String first = keys.current().id();
        String second = keys.renew().id();
        String third = keys.renew().id();
        KeyFile again = new KeyFile(file);
        assertThat(again.current().id()).isEqualTo(third);
        assertThat(List.of(first, second))
                .allSatisfy(id -> assertThat(again.find(id)).isPresent());
        again.retain(Set.of(first, "k-unknown"));
        assertThat(again.find(second)).isEmpty();
        assertThat(new KeyFile(file).find(first)).isPresent();
        again.retain(Set.of());
        assertThat(Files.readAllLines(file)).containsExactly(again.current().encode());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rwxrwxrwx", "rw--w----"})
    @DisplayName("A file that others can reach is refused until its mode is mended")
    void exposed(String wide) throws IOException {
        String id = new KeyFile(file).current().id();
        mode(wide);
        KeyFile keys = new KeyFile(file);
        ProblemException refused = refused(keys);
        assertThat(refused.problem().code()).isEqualTo(ProblemCode.FILE_EXPOSED);
        assertThat(refused).hasMessageContaining("found " + wide).hasMessageContaining("chmod 600");
        mode("rw-------");
        assertThat(keys.current().id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "no key", "c2hvcnQ=", "%s\nno key\n", "%sAAAA\n", "%s\n\n%s\n"})
    @DisplayName("A file that is not one of keys is never taken for the first use, and no part of it is shown")
    void malformed(String text) throws IOException {
        String key = MasterKey.random().encode();
        content(text.replace("%s", key));
        ProblemException refused = refused(new KeyFile(file));
        assertThat(refused.problem().code()).isEqualTo(ProblemCode.SECRET_KEY_UNUSABLE);
        assertThat(refused).hasMessageNotContaining(key);
        assertThat(file).hasContent(text.replace("%s", key));
    }

    @Test
    @DisplayName("A place that cannot be written is said, and holds no half of a file")
    void unwritable() throws IOException {
        Files.writeString(temp.resolve("a file"), "");
        KeyFile keys = new KeyFile(temp.resolve("a file").resolve("secret.keys"));
        assertThat(refused(keys).problem().code()).isEqualTo(ProblemCode.SECRET_KEY_UNUSABLE);
    }

    @Test
    @DisplayName("Keys from the environment: the first is current, the others open what they sealed")
    void environment() {
        MasterKey now = MasterKey.random();
        MasterKey before = MasterKey.random();
        assertThat(EnvironmentKeys.of(Map.of())).isEmpty();
        assertThat(EnvironmentKeys.of(Map.of(EnvironmentKeys.VARIABLE, " "))).isEmpty();
        SecretKeys keys = EnvironmentKeys.of(Map.of(EnvironmentKeys.VARIABLE, now.encode() + " , " + before.encode()))
                .orElseThrow();
        assertThat(keys.current().id()).isEqualTo(now.id());
        assertThat(keys.find(before.id())).isPresent();
        keys.retain(Set.of());
        assertThat(keys.find(before.id()))
                .as("the environment is the operator's")
                .isPresent();
        assertThat(catchThrowableOfType(ProblemException.class, keys::renew))
                .hasMessageContaining(EnvironmentKeys.VARIABLE + "=NEW,OLD");
        assertThat(List.of("x", now.encode() + ",", "," + now.encode(), now.encode() + "\n" + now.encode()))
                .allSatisfy(text -> assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> EnvironmentKeys.of(Map.of(EnvironmentKeys.VARIABLE, text))))
                        .hasMessageContaining("openssl rand -base64 32")
                        .hasMessageNotContaining(now.encode()));
    }
}
