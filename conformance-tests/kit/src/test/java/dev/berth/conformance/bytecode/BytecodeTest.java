/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.SubjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** gates.md, section 9: class files are read, never loaded. */
final class BytecodeTest {
    private static Bytecode read(Map<String, byte[]> classes) {
        return Bytecode.of(
                Compiled.with(SubjectBuilder.connector(), classes).build().entries());
    }

    private static List<Optional<String>> arguments(String statements) {
        String text = """
                package a;
                class A {
                    static final String NAME = "constant";
                    static native Object make();
                    static void take(String name, Object value, long more) {}
                    void run(boolean yes, String given) { %s }
                }
                """.formatted(statements);
        return read(Compiled.classes("a.A", text))
                .sites()
                .filter(site -> site.use().name().equals("take"))
                .map(site -> site.use().text(0))
                .toList();
    }

    @Test
    @DisplayName("GATE-102 a constant argument is found whatever is computed after it")
    void constants() {
        assertThat(arguments("take(\"a\", make(), 1L);")).containsExactly(Optional.of("a"));
        assertThat(arguments("take(NAME, new Object[] {yes ? \"x\" : make()}, yes ? 1 : 2);"))
                .containsExactly(Optional.of("constant"));
        assertThat(arguments("String name = \"b\"; take(name, (Runnable) () -> {}, System.nanoTime() * 3);"))
                .containsExactly(Optional.of("b"));
        assertThat(arguments("switch (given) { case \"p\" -> take(\"p\", 1, 1); default -> take(\"q\", 2, 2); }"))
                .containsExactly(Optional.of("p"), Optional.of("q"));
        assertThat(arguments(
                        "try { take(\"c\", new int[2][3], 1); } catch (RuntimeException e) { take(\"d\", e, 1); }"))
                .containsExactly(Optional.of("c"), Optional.of("d"));
    }

    @Test
    @DisplayName("GATE-102 what is not proven is not a constant")
    void notConstants() {
        assertThat(arguments("take(given, \"a\", 1L);")).containsExactly(Optional.empty());
        assertThat(arguments("take(yes ? \"a\" : \"b\", make(), 1L);")).containsExactly(Optional.empty());
        assertThat(arguments("take(\"a\" + given, make(), 1L);")).containsExactly(Optional.empty());
        assertThat(arguments("String n = \"a\"; for (int i = 0; i < 3; i++) { take(n, null, i); n = given; }"))
                .containsExactly(Optional.empty());
        assertThat(arguments("take(yes ? \"same\" : \"same\", null, 1L);")).containsExactly(Optional.of("same"));
    }

    @Test
    @DisplayName("GATE-124 variants of a multi-release package, native methods and types are read")
    void everyVariant() {
        byte[] plain = Compiled.classes("a.A", "package a; class A { java.util.List<java.net.URI> list; }")
                .get("a/A.class");
        byte[] other = Compiled.classes("a.A", "package a; class A { native void go(); void x() { System.exit(1); } }")
                .get("a/A.class");
        Bytecode code = read(Map.of("a/A.class", plain, "META-INF/versions/21/a/A.class", other));
        assertThat(code.classes())
                .extracting(ClassFacts::path)
                .containsExactly("META-INF/versions/21/a/A.class", "a/A.class");
        assertThat(code.foreignTypes())
                .containsEntry("java/net/URI", "a/A.class")
                .doesNotContainKey("a/A");
        assertThat(code.sites().map(site -> site.use().words())).contains("java.lang.System.exit()");
        assertThat(code.classes().get(0).methods())
                .anyMatch(method -> method.isNative() && method.name().equals("go"));
    }

    @Test
    @DisplayName("GATE-120 a member is looked for in the classes of the package and above them")
    void origins() {
        Bytecode code = read(Compiled.classes(
                "a.A",
                "package a; class A extends java.io.File { A() { super(\"x\"); } public boolean exists() { return true; } }",
                "a.B",
                "package a; class B { void run(A a, Runnable r) { a.delete(); a.exists(); r.run(); } }"));
        Bytecode.Origins origins = code.origins();
        assertThat(code.sites().filter(site -> site.type().name().equals("a/B")).map(Site::use))
                .anySatisfy(use -> {
                    assertThat(use.name()).isEqualTo("delete");
                    assertThat(origins.of(use)).contains("java/io/File");
                })
                .anySatisfy(use -> {
                    assertThat(use.name()).isEqualTo("exists");
                    assertThat(origins.of(use)).isEmpty();
                });
    }
}
