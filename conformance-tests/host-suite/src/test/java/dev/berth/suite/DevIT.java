/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.sdk.value.SdkAbi;
import dev.berth.suite.Program.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code berth dev} as somebody uses it: a host in development, an editor, a compiler, and signals. */
final class DevIT {
    private static final String ENTRY = "acme.loop.Entry";

    @TempDir
    static Path temp;

    private static Program berth = new Program(Path.of("."));

    @TempDir
    Path project;

    @BeforeAll
    static void start() throws Exception {
        berth = new Program(temp.resolve("home"));
        Result up = berth.run("up", "--port", "0", "--detach", "--dev", "--no-samples");
        assertThat(up.exit()).as(up.err()).isZero();
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(berth.run("down").exit()).isZero();
    }

    /** The command while it runs. */
    private record Dev(Process process, Path out, Path err) implements AutoCloseable {
        static Dev start(Path folder, Path path, String... more) throws IOException {
            List<String> command =
                    new ArrayList<>(List.of(Program.CHECKOUT.resolve("berth").toString(), "dev", path.toString()));
            command.addAll(List.of(more));
            Path out = folder.resolve("out.txt");
            Path err = folder.resolve("err.txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().put("BERTH_HOME", berth.home().toString());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            return new Dev(builder.start(), out, err);
        }

        /** Waits until it has said this so often. */
        void await(String text, int times) {
            await(out, text, times);
        }

        /** Waits until it has said what is wrong. */
        void awaitProblem(String... texts) {
            for (String text : texts) {
                await(err, text, 1);
            }
        }

        private static void await(Path file, String text, int times) {
            Waits.until(
                    "\"" + text + "\" " + times + " times",
                    () -> Files.readString(file).split(Pattern.quote(text), -1).length > times);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private static ExtensionPackage extension(String id, String answer) {
        return ExtensionPackage.connector(id, "1.0.0").ports("mcp").entry(ENTRY, source(id, answer));
    }

    private static String source(String id, String answer) {
        String tool = id.substring(id.indexOf('/') + 1).replace('-', '_');
        return EntrySource.of(ENTRY).tool(tool, answer).text();
    }

    private static void answers(String tool, String text) throws Exception {
        assertThat(berth.run("call", tool).out()).contains(text);
    }

    /** Writes a project that {@code build.sh} compiles and packs. */
    private Path sources(String id) throws IOException {
        Path rest = Files.createDirectories(project.resolve("rest"));
        Path jar = extension(id, "\"none\"").writeTo(project);
        try (InputStream in = Files.newInputStream(jar);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.getName().endsWith(".class")) {
                    Path file = rest.resolve(entry.getName());
                    Files.createDirectories(file.resolveSibling(""));
                    Files.write(file, zip.readAllBytes());
                }
            }
        }
        Files.delete(jar);
        Path api = Path.of(
                SdkAbi.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        Files.writeString(project.resolve("build.sh"), """
                set -e
                rm -rf target/classes
                mkdir -p target/classes
                "$JAVA_HOME/bin/javac" --release 17 -proc:none -cp "%s" -d target/classes Entry.java
                cp -R rest/. target/classes
                "$JAVA_HOME/bin/jar" --create --file target/loop.jar --manifest rest/META-INF/MANIFEST.MF -C target/classes .
                """.formatted(api));
        return project;
    }

    private void save(String text) throws IOException {
        Files.writeString(project.resolve("Entry.java"), text);
    }

    @Test
    @DisplayName(
            "LIFE-68: who saves a source sees its answer; what does not compile, or does not come up, leaves the one before;"
                    + " Ctrl-C ends it")
    void sources() throws Exception {
        String id = "@acme/loop-connector";
        Path folder = sources(id);
        save(source(id, "\"one\""));
        try (Dev dev = Dev.start(temp, folder, "--build", "sh build.sh")) {
            dev.await("is installed", 1);
            answers("loop_connector", "one");
            save(source(id, "\"the second\""));
            dev.await("is now", 1);
            answers("loop_connector", "the second");

            save("no Java");
            dev.await("Not built", 1);
            dev.awaitProblem("Entry.java:1: error");
            save(EntrySource.of(ENTRY)
                    .register("throw new IllegalStateException(\"no luck\");")
                    .text());
            dev.await("Not taken", 1);
            dev.awaitProblem("[update-rolled-back]", "no luck", "[hook-failed]", "Entry.register(Entry.java:");
            answers("loop_connector", "the second");

            save(source(id, "\"the third, at last\""));
            dev.await("is now", 2);
            answers("loop_connector", "the third, at last");
            assertThat(berth.run("list").out()).contains(id, "0.0.0-dev.d", "unsigned");

            assertThat(Program.run(
                                    Map.of(),
                                    List.of(
                                            "kill",
                                            "-INT",
                                            String.valueOf(dev.process().pid())))
                            .exit())
                    .isZero();
            Waits.until("the command to end", () -> !dev.process().isAlive());
            assertThat(dev.process().exitValue()).isIn(0, 130);
            assertThat(Files.readString(dev.out())).contains("Stopped. " + id + " 0.0.0-dev.d", " stays on the host.");
            assertThat(Files.readString(dev.err())).doesNotContain("[internal-error]", "\tat ");
        }
        assertThat(berth.run("rollback", id, "--yes").exit()).isZero();
        answers("loop_connector", "the second");
    }

    @Test
    @DisplayName(
            "LIFE-68: of a package that something else builds, half is never taken; a kill leaves the host well, and the next"
                    + " one goes on")
    void packages() throws Exception {
        String id = "@acme/packed-connector";
        Path file = project.resolve("packed.jar");
        Files.write(file, extension(id, "\"one\"").bytes());
        byte[] next = extension(id, "\"the second\"").bytes();
        try (Dev dev = Dev.start(project, file)) {
            dev.await("is installed", 1);
            Files.write(file, Arrays.copyOf(next, next.length / 2));
            dev.await("Not taken", 1);
            answers("packed_connector", "one");
            Files.write(file, Arrays.copyOfRange(next, next.length / 2, next.length), StandardOpenOption.APPEND);
            dev.await("is now", 1);
            dev.process().destroyForcibly();
            Waits.until("the command to end", () -> !dev.process().isAlive());
        }
        answers("packed_connector", "the second");
        assertThat(berth.run("status", "--json").out()).contains("\"ready\":true");
        assertThat(berth.run("audit", "--verify").exit()).isZero();
        Files.write(file, extension(id, "\"the third, at last\"").bytes());
        try (Dev dev = Dev.start(project, file)) {
            dev.await("is now", 1);
            answers("packed_connector", "the third, at last");
        }
    }
}
