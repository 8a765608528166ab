/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Gate;
import dev.berth.conformance.GateId;
import dev.berth.conformance.GateRun;
import dev.berth.conformance.Neighbours.Neighbour;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.conformance.SubjectBuilder;
import dev.berth.conformance.bytecode.Compiled;
import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.JavaSources;
import dev.berth.manifest.Kind;
import dev.berth.manifest.Phase;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.Severity;
import dev.berth.sdk.value.ExtensionId;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** gates.md, section 9, the dynamic part, with real JVMs. */
final class ProbeRulesTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    /** The dynamic part alone. */
    private record Probing(HookTrial trial, Set<PortName> told) implements Gate {
        @Override
        public GateId id() {
            return GateId.PORTS;
        }

        @Override
        public List<Rule> rules() {
            return ProbeRules.ALL;
        }

        @Override
        public void judge(Subject subject, Findings findings) {
            new ProbeRules(trial).judge(subject, told, findings);
        }
    }

    private static GateRun run(SubjectBuilder subject) {
        return subject.run(new Probing(new ChildJvm(LONG), Set.of()));
    }

    private static GateRun register(String statements) {
        return run(Compiled.register(statements));
    }

    private static EntrySource entry() {
        return EntrySource.of("com.acme.crm.Entry");
    }

    @Test
    @DisplayName("GATE-130 hooks that use every kind of port and are fit give no finding")
    void fit() {
        EntrySource source = entry().register("""
                        ctx.settings().get("a").ifPresent(value -> { throw new IllegalStateException(); });
                        ctx.secrets().set("a", "b");
                        if (!ctx.authSession().requireOrganizationId().equals("probe-org")) throw new IllegalStateException();
                        ctx.capabilities().registerProvider("crm-find", this).close();
                        ctx.logger().info("there", java.util.Map.of());
                        worker = new Thread(() -> {
                            try {
                                new java.util.concurrent.CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
                        worker.start();
                        ctx.captureCall().run(() -> {});
                        """)
                .destroy("worker.interrupt();")
                .members("private Thread worker;")
                .tool("crm_find", "input");
        assertThat(run(Compiled.entry(source)
                                .block(
                                        "requestedHostPorts",
                                        List.of("settings", "secrets", "authSession", "mcp", "capabilities")))
                        .codes())
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-S27 GATE-130 register that never ends is probe-timeout, and what it started is killed")
    void timeout() {
        Problem problem = Compiled.register("while (true) { Thread.onSpinWait(); }")
                .run(new Probing(new ChildJvm(Duration.ofSeconds(2)), Set.of()))
                .problem();
        assertThat(problem.text())
                .contains("needs hooks that end within 2 s when they are tried in a JVM of their own")
                .contains("register was still running and was killed")
                .contains("package.json:", "\"serverEntry\"", "[probe-timeout]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.out.println(\"ok\"); System.exit(0);",
                "System.out.println(\"ok\"); Runtime.getRuntime().halt(0);",
            })
    @DisplayName("GATE-S27 GATE-131 a child that prints ok and exits with 0 gives probe-no-verdict")
    void noVerdict(String statements) {
        GateRun run = register(statements);
        assertThat(run.codes()).containsExactly("GATE-131 probe-no-verdict");
        assertThat(run.problem().text()).contains("that JVM ended without a verdict in register");
    }

    @Test
    @DisplayName("GATE-131 what is written to the open connections of the JVM is no verdict without the nonce")
    void forged() {
        String forge = """
                try {
                    var field = ctx.getClass().getDeclaredField("teller");
                    field.setAccessible(true);
                    Object teller = field.get(ctx);
                    var out = teller.getClass().getDeclaredField("out");
                    out.setAccessible(true);
                    var data = (java.io.DataOutputStream) out.get(teller);
                    data.writeUTF("END");
                    data.writeUTF("guess");
                    data.writeUTF("");
                    data.flush();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                """;
        assertThat(register(forge).codes()).containsExactly("GATE-131 probe-no-verdict");
    }

    @Test
    @DisplayName("GATE-S27 GATE-130 register, the constructor, destroy that throw: probe-failed with a bounded text")
    void failed() {
        Problem problem = register("throw new IllegalStateException(\"no key\\n\" + \"x\".repeat(100_000));")
                .problem();
        assertThat(problem.text())
                .contains("[probe-failed]")
                .contains("register threw java.lang.IllegalStateException: no key xxx")
                .contains("at com.acme.crm.Entry.register(Entry.java:")
                .hasSizeLessThan(1_200);
        assertThat(run(Compiled.entry(entry().constructor("if (true) throw new Error();")))
                        .problem()
                        .text())
                .contains("its constructor threw java.lang.Error, at com.acme.crm.Entry.<init>");
        assertThat(run(Compiled.entry(entry().destroy("throw new IllegalStateException();")))
                        .codes())
                .containsExactly("GATE-130 probe-failed");
        assertThat(run(Compiled.entry(entry().members("static final int A = Integer.parseInt(\"a\");")))
                        .problem()
                        .text())
                .contains("its constructor threw java.lang.ExceptionInInitializerError");
        assertThat(register("ctx.mcp().registerTool(null);").codes()).contains("GATE-130 probe-failed");
        assertThat(register(
                                "throw new RuntimeException() { @Override public String getMessage() { throw new Error(); } };")
                        .codes())
                .containsExactly("GATE-130 probe-failed");
    }

    @Test
    @DisplayName("GATE-130 the environment is empty and the folder is a temporary one")
    void surroundings() {
        assertThat(register("""
                        for (String name : System.getenv().keySet()) {
                            throw new IllegalStateException(name);
                        }
                        String folder = java.nio.file.Path.of("").toAbsolutePath().toString();
                        if (!folder.contains("berth-probe-") || !folder.equals(System.getProperty("java.io.tmpdir"))) {
                            throw new IllegalStateException(folder);
                        }
                        """).codes()).isEmpty();
    }

    @Test
    @DisplayName(
            "GATE-132 a port that is called by reflection needs a request; one that is told already is not told again")
    void undeclared() {
        SubjectBuilder subject = Compiled.register("ctx.secrets().get(\"a\"); ctx.settings().get(\"a\");")
                .block("requestedHostPorts", List.of("settings"));
        GateRun run = run(subject);
        assertThat(run.codes()).containsExactly("GATE-132 port-use-undeclared");
        assertThat(run.problem().text())
                .contains("needs the port secrets, which its hooks called when they were tried")
                .contains("it requests settings", "com/acme/crm/Entry.class \"SecretsPort.get()\"");
        assertThat(subject.run(new Probing(new ChildJvm(LONG), EnumSet.of(PortName.SECRETS)))
                        .codes())
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-S28 GATE-133 a second register that doubles a tool, or forgets one, is hooks-not-idempotent")
    void notIdempotent() {
        String tool =
                "ctx.mcp().registerTool(McpTool.of(\"crm_\" + %s, \"d\", JsonObject.of(\"type\", \"object\"), i -> i));";
        GateRun doubled = run(ports(
                entry().register("names.add(\"find\"); for (String name : names) { " + tool.formatted("name") + " }")
                        .members("final java.util.List<String> names = new java.util.ArrayList<>();"),
                "mcp"));
        assertThat(doubled.codes()).containsExactly("GATE-133 hooks-not-idempotent");
        assertThat(doubled.problem().text()).contains("only the second run gave tool \"crm_find\"");
        GateRun forgotten = run(ports(
                entry().register("if (!done) { done = true; " + tool.formatted("1") + " }")
                        .members("static boolean done;"),
                "mcp"));
        assertThat(forgotten.problem().text()).contains("only the first run gave tool \"crm_1\"");
    }

    @Test
    @DisplayName("GATE-133 destroy that fails the second time is hooks-not-idempotent")
    void destroyTwice() {
        EntrySource source = entry().register("held = new Object();")
                .destroy("held.hashCode(); held = null;")
                .members("private Object held;");
        GateRun run = run(Compiled.entry(source));
        assertThat(run.codes()).containsExactly("GATE-133 hooks-not-idempotent");
        assertThat(run.problem().text()).contains("needs a \"destroy\" that may run twice; the second time it threw");
    }

    @Test
    @DisplayName("GATE-S28 GATE-134 a thread that destroy leaves is destroy-leaks")
    void thread() {
        GateRun run = register("""
                var pool = java.util.concurrent.Executors.newFixedThreadPool(1, task -> new Thread(task, "pump"));
                pool.submit(() -> {});
                """);
        assertThat(run.codes()).containsExactly("GATE-134 destroy-leaks");
        assertThat(run.problem().severity()).isEqualTo(Severity.WARNING);
        assertThat(run.problem().text()).contains("the thread \"pump\"").doesNotContain("class loader");
    }

    @Test
    @DisplayName("GATE-134 a class loader or a registration that the JDK still holds is destroy-leaks")
    void held() {
        assertThat(register("System.getProperties().put(new Object(), this);")
                        .problem()
                        .text())
                .contains("its class loader was still there")
                .contains("[destroy-leaks]");
        assertThat(run(ports(
                                entry().register(
                                                "System.getProperties().put(\"x\", ctx.jobs().registerWorker(\"w\", new Void()::run));")
                                        .members("static final class Void { void run(JsonValue value) {} }"),
                                "jobs"))
                        .problem()
                        .text())
                .contains("the registration of worker \"w\" was still there");
    }

    @Test
    @DisplayName("GATE-135 without a port register works or says port-not-granted of that port; nothing else")
    void withheld() {
        String swallow =
                "try { ctx.settings().get(\"a\"); } catch (RuntimeException e) { throw new Error(\"other\"); }";
        GateRun run = run(ports(entry().register(swallow), "settings"));
        assertThat(run.codes()).containsExactly("GATE-135 probe-failed");
        assertThat(run.problem().text())
                .contains(
                        "needs to register without the port settings, or to fail with [port-not-granted] of that port")
                .contains("register without the port settings threw java.lang.Error: other");
        assertThat(run(ports(entry().register("""
                        try {
                            ctx.settings().get("a");
                        } catch (RuntimeException e) {
                            throw new IllegalStateException(e);
                        }
                        ctx.secrets().get("a");
                        """), "settings", "secrets")).codes())
                .isEmpty();
        String other = """
                try {
                    ctx.settings().get("a");
                } catch (RuntimeException e) {
                    throw new dev.berth.sdk.problem.PortNotGrantedException(dev.berth.sdk.problem.Problem.of(
                            dev.berth.sdk.problem.ProblemCode.PORT_NOT_GRANTED, "a", "b").fact("port", "secrets"));
                }
                """;
        assertThat(run(ports(entry().register(other), "settings")).codes()).containsExactly("GATE-135 probe-failed");
    }

    @Test
    @DisplayName("GATE-130 classes of others come from the run; without them the probe says that it proved nothing")
    void neighbours() {
        Map<String, String> api =
                Map.of("mail.api.Mail", "package mail.api; public class Mail { public static void was() {} }");
        Map<String, String> all = new java.util.HashMap<>(api);
        all.put("com.acme.crm.Entry", entry().register("mail.api.Mail.was();").text());
        Map<String, byte[]> classes = new java.util.TreeMap<>(JavaSources.compile(all, 21));
        byte[] mail = classes.remove("mail/api/Mail.class");
        SubjectBuilder subject =
                Compiled.with(SubjectBuilder.connector().block("serverEntry", "com.acme.crm.Entry"), classes);
        Problem alone = run(subject).problem();
        assertThat(alone.severity()).isEqualTo(Severity.INFO);
        assertThat(alone.text())
                .contains("has hooks that could not be tried to the end")
                .contains("register needs the class mail.api.Mail, which is not in the package");
        Subject other = SubjectBuilder.of("@acme/mail-connector", "1.0.0", "connector")
                .file("mail/api/Mail.class", mail)
                .build();
        assertThat(run(subject.neighbour(new Neighbour(
                                ExtensionId.of("@acme/mail-connector"),
                                Kind.CONNECTOR,
                                Set.of("mail.api"),
                                Set.of(),
                                List.of(),
                                Optional.of(other.entries()))))
                        .codes())
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-130 nothing is run without an entry, without its class, with a broken manifest, or in a host")
    void nothingToTry() {
        HookTrial never = (subject, entry) -> {
            throw new AssertionError("It was run");
        };
        Probing probing = new Probing(never, Set.of());
        assertThat(SubjectBuilder.connector().run(probing).codes()).isEmpty();
        assertThat(SubjectBuilder.connector()
                        .block("serverEntry", "com.acme.Gone")
                        .run(probing)
                        .codes())
                .isEmpty();
        assertThat(Compiled.register("").field("version", "one").run(probing).codes())
                .isEmpty();
        assertThat(Compiled.register("").phase(Phase.HOST).run(probing).codes()).isEmpty();
    }

    private static SubjectBuilder ports(EntrySource source, String... ports) {
        return Compiled.entry(source).block("requestedHostPorts", List.of(ports));
    }
}
