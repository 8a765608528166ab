/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.manifest.SemVer;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkingCopyTest {
    @TempDir
    Path folder;

    private WorkingCopy copy(Jar jar) {
        return WorkingCopy.of(jar.writeTo(folder.resolve("loop.jar")));
    }

    private String file(WorkingCopy copy, String path) throws IOException {
        Path out = Files.createDirectories(folder.resolve("out"));
        return Jar.read(copy.writeTo(out, Path.of("loop.jar")), path);
    }

    @Test
    @DisplayName("LIFE-68, MAN-71: version and bundle version are those of a working copy, and nothing else moves")
    void versioned() throws IOException {
        WorkingCopy copy = copy(new Jar("one", 1));
        String version = copy.manifest().version().orElseThrow().toString();
        assertThat(version).matches("0\\.0\\.0-dev\\.d[0-9a-f]{12}");
        assertThat(file(copy, "package.json")).isEqualTo("""
                        {
                          "name": "@acme/loop-connector",
                          "version": "%s",
                          "berth": {"permissions": ["fs:tmp", "env:read:HOME"]}
                        }
                        """.formatted(version));
        assertThat(file(copy, "META-INF/MANIFEST.MF"))
                .contains("Bundle-Version: 0.0.0." + version.substring(6).replace('.', '_'))
                .contains("Bundle-SymbolicName: acme.loop-connector");
        assertThat(file(copy, "content.txt")).isEqualTo("one");
        assertThat(copy.manifest().subject()).isEqualTo("@acme/loop-connector " + version);
        assertThat(copy.manifest().permissions()).containsExactly("fs:tmp", "env:read:HOME");
    }

    @Test
    @DisplayName("LIFE-68: the version is that of the content: when it was built is no difference, what is in it is")
    void byContent() {
        WorkingCopy copy = copy(new Jar("one", 1));
        assertThat(copy.isSame(copy(new Jar("one", 2)))).isTrue();
        WorkingCopy other = copy(new Jar("two", 1));
        assertThat(copy.isSame(other)).isFalse();
        assertThat(other.manifest().version()).isNotEqualTo(copy.manifest().version());
    }

    @Test
    @DisplayName("LIFE-68: every digest makes a version, also one of digits alone")
    void everyDigest() {
        for (int i = 0; i < 2_000; i++) {
            DevVersion version = DevVersion.of(Map.of("a", new byte[] {(byte) i, (byte) (i >> 8)}));
            assertThat(SemVer.parse(version.toString())).isPresent();
        }
    }

    @Test
    @DisplayName("LIFE-68: what cannot be given a version goes as it is, for the host to say what is wrong with it")
    void asItIs() throws IOException {
        for (String text : new String[] {
            "",
            "{",
            "[]",
            "{\"name\": 7}",
            "{\"version\": 1}",
            "{\"version\": \"\\u0031.0.0\"}",
            "\ufeff{\"version\": \"1.0.0\"}"
        }) {
            WorkingCopy copy = copy(new Jar("one", 1).manifest(text));
            assertThat(copy.manifest().isVersioned()).as(text).isFalse();
            assertThat(file(copy, "package.json")).isEqualTo(text);
            assertThat(file(copy, "META-INF/MANIFEST.MF")).contains("Bundle-Version: 1.4.0");
        }
        for (String lines : new String[] {"{\n\"a\": 1,\r\"b\": 2,\r\n \"version\": \"1.0.0\"}"}) {
            assertThat(file(copy(new Jar("one", 1).manifest(lines)), "package.json"))
                    .startsWith("{\n\"a\": 1,\r\"b\": 2,\r\n \"version\": \"0.0.0-dev.d")
                    .endsWith("\"}");
        }
    }

    @Test
    @DisplayName("LIFE-68: half of a file, and what is no JAR, is not taken")
    void notTaken() throws IOException {
        byte[] whole = Files.readAllBytes(new Jar("one", 1).writeTo(folder.resolve("whole.jar")));
        for (int length : new int[] {0, 1, 30, whole.length / 2, whole.length - 1}) {
            Path half = Files.write(folder.resolve("half.jar"), Arrays.copyOf(whole, length));
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> WorkingCopy.of(half))
                    .satisfies(e -> assertThat(e.problem().code())
                            .as(length + " bytes")
                            .isEqualTo(ProblemCode.ARCHIVE_UNREADABLE));
        }
    }
}
