/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ENG-9, L5: what a host finds of its JVM, in JVMs with flags, without one of them, and with flags that undo them. */
final class JvmGuardTest {
    private static final int FEATURE = Runtime.version().feature();

    @TempDir
    Path temp;

    private JsonObject tried(List<String> flags) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .replace(";", File.pathSeparator),
                GuardMain.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(temp.resolve("err.txt").toFile())
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue())
                .as(Files.readString(temp.resolve("err.txt")))
                .isZero();
        return (JsonObject) StrictJson.parse(said.strip());
    }

    private static List<String> open(JsonObject guard) {
        return ((JsonArray) guard.get("ways").orElseThrow())
                .items().stream()
                        .map(JsonObject.class::cast)
                        .filter(way ->
                                way.get("closed").orElseThrow().toString().equals("false"))
                        .map(way -> way.string("name").orElseThrow())
                        .toList();
    }

    @Test
    @DisplayName("ENG-9: with all flags every way that this JDK can close is closed, and nothing is printed")
    void full() throws IOException {
        assumeTrue(FEATURE >= 24, "older JDKs cannot refuse native code");
        JsonObject guard = tried(JvmGuard.flags(FEATURE));
        assertThat(open(guard)).isEmpty();
        assertThat(guard.string("level")).contains("FULL");
        assertThat(temp.resolve("err.txt")).isEmptyFile();
    }

    @Test
    @DisplayName(
            "ENG-9: without flags the ways that they close are open, and trying them makes the JVM warn of nothing")
    void none() throws IOException {
        JsonObject guard = tried(List.of());
        assertThat(open(guard))
                .containsExactly(
                        "native code",
                        "memory through Unsafe",
                        "tools that attach",
                        "agents that come later",
                        "deserialisation of any class");
        assertThat(guard.string("level")).contains("PARTIAL");
        assertThat(Files.readString(temp.resolve("err.txt"))).doesNotContain("WARNING");
    }

    /** A flag that is left out, or one that undoes another, and the way that it opens. */
    enum Undone {
        NATIVE("--illegal-native-access=deny", "", "native code"),
        NATIVE_ALLOWED("", "--enable-native-access=ALL-UNNAMED", "native code"),
        UNSAFE("--sun-misc-unsafe-memory-access=deny", "", "memory through Unsafe"),
        ATTACH("-XX:+DisableAttachMechanism", "", "tools that attach"),
        AGENTS("-XX:-EnableDynamicAgentLoading", "", "agents that come later"),
        AGENTS_AGAIN("", "-XX:+EnableDynamicAgentLoading", "agents that come later"),
        FILTER("-Djdk.serialFilter", "", "deserialisation of any class"),
        FILTER_WIDE("-Djdk.serialFilter", "-Djdk.serialFilter=maxdepth=100", "deserialisation of any class"),
        OPENS("", "--add-opens=java.base/java.lang=ALL-UNNAMED", "private parts of the JDK"),
        EXPORTS("", "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED", "private parts of the JDK");

        private final String without;
        private final String with;
        private final String open;

        Undone(String without, String with, String open) {
            this.without = without;
            this.with = with;
            this.open = open;
        }

        List<String> flags() {
            List<String> flags = new ArrayList<>(JvmGuard.flags(FEATURE));
            flags.removeIf(flag -> !without.isEmpty() && flag.startsWith(without));
            if (!with.isEmpty()) {
                flags.add(with);
            }
            return flags;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("ENG-9: what one flag leaves open is found and named, with what closes it")
    void undone(Undone undone) throws IOException {
        assumeTrue(FEATURE >= 24, "older JDKs cannot refuse native code");
        JsonObject guard = tried(undone.flags());
        assertThat(open(guard)).containsExactly(undone.open);
        assertThat(guard.string("level")).contains("PARTIAL");
        assertThat(guard.toString()).contains("jvm-unguarded");
    }

    @Test
    @DisplayName("ENG-9: JDK 21 to 23 have fewer flags, and what they cannot close is said to be open")
    void older() {
        assertThat(JvmGuard.flags(21)).hasSize(3).noneMatch(flag -> flag.startsWith("--"));
        assertThat(JvmGuard.flags(23)).hasSize(4).contains("--sun-misc-unsafe-memory-access=deny");
        assertThat(JvmGuard.flags(25)).hasSize(5).contains("--illegal-native-access=deny");
        JvmFacts old = new JvmFacts(21, List.of(), Map.of());
        assertThat(Escape.NATIVE.open(old)).hasValueSatisfying(open -> {
            assertThat(open.why()).isEqualTo("JDK 21 cannot refuse it");
            assertThat(open.fix()).contains("JDK 24 or later");
        });
        assertThat(Escape.UNSAFE.open(old)).isPresent();
    }

    @Test
    @DisplayName("ENG-9: a level that is not full is a problem that names each open way and its fix")
    void problem() {
        JvmGuard guard = JvmGuard.of(List.of(
                new JvmGuard.Way("native code", false, "the flag --x is missing", "with --x"),
                new JvmGuard.Way("tools that attach", true, "", "")));
        assertThat(guard.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.JVM_UNGUARDED);
            assertThat(problem.text()).contains("native code (the flag --x is missing)", "with --x");
        });
        assertThat(JvmGuard.of(List.of(new JvmGuard.Way("a", true, "", ""))).level())
                .isEqualTo("FULL");
        assertThat(JvmGuard.of(List.of(new JvmGuard.Way("a", false, "b", "c"))).level())
                .isEqualTo("NONE");
    }
}
