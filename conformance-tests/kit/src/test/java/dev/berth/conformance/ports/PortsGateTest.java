/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.Gate;
import dev.berth.conformance.GateRun;
import dev.berth.conformance.SubjectBuilder;
import dev.berth.conformance.bytecode.Compiled;
import dev.berth.fixtures.EntrySource;
import dev.berth.manifest.authority.JdkAuthority;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** gates.md, section 9, the static part. */
final class PortsGateTest {
    private static final Gate GATE = new PortsGate().withoutProbe();

    private static GateRun run(SubjectBuilder subject) {
        return subject.run(GATE);
    }

    private static List<String> codes(String register) {
        return run(Compiled.register(register)).codes();
    }

    private static SubjectBuilder classes(String... namesAndTexts) {
        return Compiled.with(SubjectBuilder.connector(), Compiled.classes(namesAndTexts));
    }

    @Test
    @DisplayName("GATE-S25 GATE-120 a port that is used and not requested")
    void undeclared() {
        var problem = run(Compiled.register("ctx.secrets().get(\"a\");")
                        .block("requestedHostPorts", List.of("jobs"))
                        .block("configSchema", JsonObject.of()))
                .problems()
                .get(0);
        assertThat(problem.text())
                .contains("needs the port secrets, which its code uses, in \"requestedHostPorts\"; it requests jobs")
                .contains("com/acme/crm/Entry.class \"ExtensionContext.secrets()\"")
                .contains("add \"secrets\" to \"requestedHostPorts\"")
                .contains("[port-use-undeclared]");
        assertThat(codes("ctx.logger().info(\"a\", java.util.Map.of()); ctx.runtime().mode();"))
                .isEmpty();
        assertThat(run(Compiled.register("ctx.secrets(); ctx.jobs();")
                                .block("requestedHostPorts", List.of("secrets", "jobs")))
                        .codes())
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-120 method references, types below the context, and variants of a package count")
    void hiddenUses() {
        assertThat(codes("java.util.function.Supplier<Object> s = ctx::secrets;"))
                .containsExactly("GATE-120 port-use-undeclared");
        assertThat(run(classes(
                                "a.Own",
                                "package a; interface Own extends dev.berth.sdk.ExtensionContext {}",
                                "a.Caller",
                                "package a; class Caller { void call(Own own) { own.jobs(); } }"))
                        .codes())
                .containsExactly("GATE-120 port-use-undeclared");
        byte[] variant = Compiled.classes(
                        "a.A", "package a; class A { void x(dev.berth.sdk.ExtensionContext c) { c.ui(); } }")
                .get("a/A.class");
        assertThat(run(SubjectBuilder.connector().file("META-INF/versions/21/a/A.class", variant))
                        .codes())
                .containsExactly("GATE-120 port-use-undeclared");
    }

    @Test
    @DisplayName("GATE-S25 GATE-121 a port that is requested and not used; forms and fixtures use ports")
    void unused() {
        assertThat(run(Compiled.register("").block("requestedHostPorts", List.of("jobs")))
                        .codes())
                .containsExactly("GATE-121 port-use-unused");
        JsonObject secret = JsonObject.of("kind", "secret", "key", "token", "label", "Token");
        JsonObject list = JsonObject.of(
                "kind", "repeatable-list", "key", "accounts", "label", "Accounts", "itemFields", List.of(secret));
        JsonObject nango = JsonObject.of("kind", "nango-connect", "providerConfigKey", "x", "label", "X");
        assertThat(run(SubjectBuilder.connector()
                                .block("requestedHostPorts", List.of("secrets", "settings", "nango", "objects"))
                                .block("configSchema", JsonObject.of("fields", List.of(list, nango)))
                                .block("devFixtures", "fixtures.json")
                                .file("fixtures.json", "{\"fixtures\": [{\"surface\": \"object\"}]}"))
                        .codes())
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-S25 GATE-122 the reserved port")
    void reserved() {
        assertThat(codes("ctx.db();")).containsExactly("GATE-122 port-use-reserved");
        assertThat(run(Compiled.register("ctx.db();").block("requestedHostPorts", List.of("db")))
                        .codes())
                .containsExactly("GATE-122 port-use-reserved");
    }

    @Test
    @DisplayName("GATE-S25 GATE-123 reflection on the SDK; no port counts as unused then")
    void opaque() {
        assertThat(run(Compiled.entry(
                                        EntrySource.of(Compiled.ENTRY)
                                                .register(
                                                        "try { ctx.getClass().getMethod(\"secrets\").invoke(ctx); }"
                                                                + " catch (ReflectiveOperationException e) { throw new IllegalStateException(e); }"))
                                .block("requestedHostPorts", List.of("jobs")))
                        .codes())
                .containsExactly("GATE-123 port-use-opaque");
        assertThat(run(classes(
                                "a.A",
                                "package a; class A { Object x(String s) throws Exception {"
                                        + " return Class.forName(s).getMethod(\"make\").invoke(null); } }"))
                        .codes())
                .as("reflection among the extension's own classes")
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-123 a class file that cannot be read proves nothing and is refused")
    void unreadable() {
        assertThat(run(SubjectBuilder.connector().file("a/A.class", "no class"))
                        .problem()
                        .isError())
                .isTrue();
    }

    @Test
    @DisplayName("GATE-S26 GATE-124 authority without a permission")
    void permissions() {
        Map<String, String> uses = Map.of(
                "new java.net.Socket(\"a\", 1)", "net:connect",
                "new java.net.URI(\"http://a\").toURL().openStream()", "net:connect",
                "java.net.http.HttpClient.newHttpClient()", "net:connect",
                "new java.net.ServerSocket(1)", "net:listen",
                "java.nio.file.Files.readString(java.nio.file.Path.of(\"a\"))", "fs:read",
                "new java.util.Scanner(java.nio.file.Path.of(\"a\"))", "fs:read",
                "new java.io.FileOutputStream(\"a\")", "fs:write",
                "new ProcessBuilder(\"a\").start()", "process:exec",
                "System.getenv(\"HOME\")", "env:read:HOME",
                "Object.class.getDeclaredConstructor().trySetAccessible()", "reflect:deep");
        uses.forEach((use, permission) -> {
            String register = "try { Object o = " + use + "; } catch (Exception e) { throw new RuntimeException(e); }";
            var problem = run(Compiled.register(register)).problem();
            assertThat(problem.code()).as(use).hasToString("permission-use-undeclared");
            assertThat(problem.facts().get("permission").orElseThrow().toString())
                    .as(use)
                    .contains(permission);
        });
        assertThat(codes("String s = new java.util.Scanner(\"text\").next() + java.net.URI.create(\"http://a\");"))
                .isEmpty();
        assertThat(run(classes("a.A", "package a; class A { native void go(); }"))
                        .codes())
                .containsExactly("GATE-124 permission-use-undeclared");
        assertThat(run(classes(
                                "a.A",
                                "package a; class A extends java.io.File { A() { super(\"a\"); } void x() { delete(); } }"))
                        .codes())
                .containsExactly("GATE-124 permission-use-undeclared");
    }

    @Test
    @DisplayName("GATE-124 a permission of the family is enough; a variable is asked for by name")
    void declared() {
        String register = "try { new java.net.Socket(\"a\", 1); System.getenv(\"HOME\"); } catch (Exception e) { }";
        assertThat(run(Compiled.register(register)
                                .block("permissions", List.of("net:connect:a.example:1", "env:read:HOME")))
                        .codes())
                .isEmpty();
        assertThat(run(Compiled.register(register)
                                .block("permissions", List.of("net:connect:a.example:1", "env:read:PATH")))
                        .codes())
                .containsExactlyInAnyOrder("GATE-124 permission-use-undeclared", "GATE-125 permission-unused");
    }

    @Test
    @DisplayName("GATE-125 a permission that nothing uses")
    void unusedPermission() {
        assertThat(run(Compiled.register("").block("permissions", List.of("net:listen:80")))
                        .codes())
                .containsExactly("GATE-125 permission-unused");
        assertThat(run(Compiled.register("new java.io.File(\"a\").delete();")
                                .block("permissions", List.of("fs:write:data")))
                        .codes())
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-S26 GATE-126 what no permission grants")
    void forbidden() {
        for (String use : List.of(
                "System.exit(0);",
                "Runtime.getRuntime().halt(0);",
                "Runtime.getRuntime().addShutdownHook(null);",
                "System.setOut(null);",
                "System.setErr(null);",
                "System.setProperty(\"a\", \"b\");",
                "Thread.setDefaultUncaughtExceptionHandler(null);",
                "java.util.function.IntConsumer exit = System::exit;",
                "try { Class.forName(\"sun.misc.Unsafe\"); } catch (ClassNotFoundException e) { }",
                "new ClassLoader() {};",
                "try { java.lang.invoke.MethodHandles.lookup().defineClass(new byte[0]); } catch (Exception e) { }")) {
            assertThat(codes(use)).as(use).containsExactly("GATE-126 api-forbidden");
        }
    }

    @Test
    @DisplayName("GATE-S26 GATE-127 classes of the host and of its engine")
    void hostInternal() {
        byte[] bytes = Compiled.classes(
                        "dev.berth.host.Internal",
                        "package dev.berth.host; public class Internal { }",
                        "a.A",
                        "package a; class A { java.util.List<dev.berth.host.Internal> hidden; }")
                .get("a/A.class");
        assertThat(run(SubjectBuilder.connector().file("a/A.class", bytes))
                        .problem()
                        .text())
                .contains("found dev.berth.host.Internal", "[host-internal-use]");
        assertThat(codes("try { Class.forName(\"org.osgi.framework.FrameworkUtil\"); }"
                        + " catch (ClassNotFoundException e) { }"))
                .containsExactly("GATE-127 host-internal-use");
    }

    @Test
    @DisplayName("GATE-128 what runs on and is not ended in destroy, where it can be seen")
    void threads() {
        assertThat(codes("new Thread(() -> {}).start();")).containsExactly("GATE-128 thread-unmanaged");
        assertThat(codes("Thread.ofVirtual().start(() -> {});")).containsExactly("GATE-128 thread-unmanaged");
        assertThat(codes("java.util.concurrent.Executors.newCachedThreadPool();"))
                .containsExactly("GATE-128 thread-unmanaged");
        assertThat(codes("new java.util.Timer();")).containsExactly("GATE-128 thread-unmanaged");
        assertThat(
                        codes(
                                "try (var e = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) { e.submit(() -> 1); }"))
                .isEmpty();
        EntrySource closed = EntrySource.of(Compiled.ENTRY)
                .members("private java.util.concurrent.ExecutorService pool;"
                        + " private void stop() { Runnable end = () -> pool.shutdown(); end.run(); }")
                .register("pool = java.util.concurrent.Executors.newCachedThreadPool();");
        assertThat(run(Compiled.entry(closed)).codes()).containsExactly("GATE-128 thread-unmanaged");
        assertThat(run(Compiled.entry(closed.destroy("stop();"))).codes()).isEmpty();
    }

    @Test
    @DisplayName("GATE-124 every row of the table names members of the JDK that exist, and families of MAN-101")
    void table() {
        assertThat(JdkAuthority.rows()).hasSizeGreaterThan(80).allSatisfy(row -> {
            assertThat(row.members()).isNotEmpty();
            assertThat(row.needs())
                    .allMatch(need -> need.equals("forbidden")
                            || List.of(
                                            "net:connect",
                                            "net:listen",
                                            "fs:tmp",
                                            "fs:read",
                                            "fs:write",
                                            "process:exec",
                                            "env:read",
                                            "native:load",
                                            "reflect:deep")
                                    .contains(need));
        });
    }
}
