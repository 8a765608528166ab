/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.host.permission.Demand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** engine.md L4: class files of every version that this JVM loads, with what their compilers write, run woven. */
final class ClassVersionsTest extends EngineFixture {
    private static final int OFFSET = 44;
    private static final int VERSION_PLACE = 6;
    private static final String TRY = "com.acme.Try";

    /** What Java 7 could say already; the rest is added as it came. */
    private static final String OLD = """
            import java.io.*;
            public class Try {
                enum Color { RED, GREEN }
                static class Inner {
                    private final String name;
                    Inner(String name) { this.name = name; }
                    private boolean there() { return new File(name).exists(); }
                }
                static class Own extends File {
                    Own(String name) { super(name); }
                    boolean there() { return super.exists(); }
                }
                static int asked(String kind, Color color) {
                    switch (kind) {
                        case "none": return 100;
                        case "some": break;
                        default: return 200;
                    }
                    int asked = 0;
                    switch (color) {
                        case GREEN: asked += new File("FILE").exists() ? 1 : 0; break;
                        default: return 300;
                    }
                    asked += new Inner("FILE").there() ? 1 : 0;
                    asked += new Own("FILE").there() ? 1 : 0;
                    long wide = asked;
                    double wider = 0.5;
                    try {
                        new FileInputStream("FILE").close();
                        asked++;
                    } catch (IOException e) {
                        return (int) (wide + wider);
                    } finally {
                        asked += 0;
                    }
                    return asked;
                }
                public static Object run() throws Exception {
                    int asked = asked("some", Color.GREEN);
                    MORE
                    return "asked " + asked + " times";
                }
                MEMBERS
            }
            """;

    private static final int OLD_TIMES = 4;

    /** A part of the language that came with a release. */
    private enum Part {
        LAMBDA(
                8,
                "java.util.function.Predicate<File> l = f -> f.exists(); asked += l.test(new File(\"FILE\")) ? 1 : 0;",
                ""),
        REFERENCE(
                8,
                "java.util.function.Predicate<File> r = File::exists; asked += r.test(new File(\"FILE\")) ? 1 : 0;",
                ""),
        INTERFACE(
                9,
                "asked += new Looks() { }.looks() ? 1 : 0;",
                "interface Looks { private boolean at(String n) { return new File(n).exists(); }"
                        + " default boolean looks() { return at(\"FILE\"); } }"),
        NESTED(
                11,
                "asked += new Nest().there() ? 1 : 0;",
                "static class Nest { private boolean there() { return new File(\"FILE\").exists(); } }"),
        EXPRESSION(
                14,
                "asked += switch (\"a\" + asked) { case \"b\" -> 0; default -> new File(\"FILE\").exists() ? 1 : 0; };",
                ""),
        RECORD(
                16,
                "asked += new Place(\"FILE\").there() && new Place(\"a\").equals(new Place(\"a\")) ? 1 : 0;",
                "record Place(String name) { Place { name = name.strip(); } boolean there() { return new File(name).exists(); } }"),
        SEALED(
                17,
                "Shape s = new Round(); asked += s instanceof Round round && round.there() ? 1 : 0;",
                "sealed interface Shape permits Round { boolean there(); }"
                        + " static final class Round implements Shape { public boolean there() { return new File(\"FILE\").exists(); } }"),
        PATTERN(
                21,
                "Object o = new Pair(new File(\"FILE\"), Color.GREEN); asked += switch (o) {"
                        + " case String text -> 0;"
                        + " case Pair(File f, Color c) when c == Color.GREEN && f.exists() -> 1;"
                        + " default -> 0; };",
                "record Pair(Object a, Object b) { }"),
        ENUM_PATTERN(
                21,
                "Object e = Color.RED; asked += switch (e) { case Color.RED -> new File(\"FILE\").exists() ? 1 : 0; default -> 0; };",
                "");

        private final int since;
        private final String statements;
        private final String members;

        Part(int since, String statements, String members) {
            this.since = since;
            this.statements = statements;
            this.members = members;
        }
    }

    static IntStream releases() {
        return IntStream.rangeClosed(8, Runtime.version().feature());
    }

    private ExtensionJar compiled(int release) throws IOException {
        StringBuilder more = new StringBuilder();
        StringBuilder members = new StringBuilder();
        for (Part part : Part.values()) {
            if (part.since <= release) {
                more.append(part.statements).append('\n');
                members.append(part.members).append('\n');
            }
        }
        Path file = Files.writeString(folder.resolve("there"), "text");
        String source = OLD.replace("MORE", more).replace("MEMBERS", members).replace("FILE", file.toString());
        return ExtensionJar.of("@acme/x-connector", "1.0.0").release(release).source(TRY, source);
    }

    private static long times(int release) {
        return OLD_TIMES
                + Arrays.stream(Part.values())
                        .filter(part -> part.since <= release)
                        .count();
    }

    @ParameterizedTest
    @MethodSource("releases")
    @DisplayName("engine.md L4: what compilers of each release write does what it did, and asks each time")
    void everyRelease(int release) throws Exception {
        Watching granting = Watching.granting(folder);
        assertThat(run(loaded(jar(compiled(release).may(granting))), TRY))
                .isEqualTo("asked " + times(release) + " times");
        assertThat(granting.demands())
                .filteredOn(Demand.ReadFile.class::isInstance)
                .hasSize((int) times(release));
        assertThatThrownBy(() -> run(loaded(jar(compiled(release).may(Watching.denying()))), TRY))
                .hasStackTraceContaining("denied: ");
    }

    @Test
    @DisplayName("engine.md L4: the oldest version that can be woven, and the one before it, which is refused")
    void oldest() throws Exception {
        Watching granting = Watching.granting(folder);
        ExtensionJar seven = jar(withoutLambdas(7).may(granting));
        assertThat(run(loaded(seven), TRY)).isEqualTo("asked " + OLD_TIMES + " times");
        assertThat(granting.demands()).hasSize(OLD_TIMES);
        assertThat(refused(load(List.of(), jar(withoutLambdas(6))).getFirst()).summary())
                .contains("version 50", "It was not loaded");
    }

    /** No compiler of today writes these versions; without lambdas they differ in nothing but the number. */
    private ExtensionJar withoutLambdas(int java) throws IOException {
        Path file = Files.writeString(folder.resolve("there"), "text");
        String source = OLD.replace("MORE", "").replace("MEMBERS", "").replace("FILE", file.toString());
        Path built = ExtensionJar.of("@acme/x-connector", "1.0.0")
                .release(8)
                .source(TRY, source)
                .in(Files.createTempDirectory(folder, "built"))
                .request()
                .file();
        ExtensionJar jar = ExtensionJar.of("@acme/x-connector", "1.0.0");
        try (ZipFile zip = new ZipFile(built.toFile())) {
            for (var entry :
                    zip.stream().filter(one -> one.getName().endsWith(".class")).toList()) {
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                ByteBuffer.wrap(bytes).putShort(VERSION_PLACE, (short) (java + OFFSET));
                jar.classFile(entry.getName(), bytes);
            }
        }
        return jar;
    }
}
