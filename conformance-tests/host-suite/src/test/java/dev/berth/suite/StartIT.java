/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.HostBuilder;
import dev.berth.host.HostStatus.Phase;
import dev.berth.host.cli.client.ProblemReader;
import dev.berth.host.lifecycle.Command;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real host makes of its start: crash loops, required and bundled extensions, its configuration. */
final class StartIT {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES = Set.of(
            ProblemCode.CRASH_LOOP,
            ProblemCode.DUPLICATE_EXTENSION,
            ProblemCode.REQUIRED_MISSING,
            ProblemCode.REQUIRED_NOT_ACTIVE,
            ProblemCode.REQUIRED_PIN_VIOLATED,
            ProblemCode.HOST_CONFIG_INVALID);

    private static final ExtensionId CRM = ExtensionId.of("@acme/crm-connector");
    private static final String ENTRY = "acme.crm.Entry";

    @TempDir
    Path temp;

    private Path home() {
        return temp.resolve("home");
    }

    /** One whose hook does not end by itself, unless the host has a flag. */
    private Path waiting() {
        return ExtensionPackage.connector(CRM.value(), "1.4.0")
                .entry(
                        ENTRY,
                        EntrySource.of(ENTRY)
                                .register("if (!ctx.runtime().flag(\"go\")) { System.out.println(\"in the hook\");"
                                        + " while (!Thread.currentThread().isInterrupted())"
                                        + " java.util.concurrent.locks.LockSupport.park(); }")
                                .text())
                .writeTo(temp);
    }

    /** Starts a host on which its hook ends. */
    private TestHost start(UnaryOperator<HostBuilder> more) {
        return TestHost.start(home(), builder -> more.apply(builder.flag("go", "1")));
    }

    private static List<Problem> found(TestHost host, String name) {
        return host.runtime().status().boot().stream()
                .filter(phase -> phase.name().equals(name))
                .map(Phase::problems)
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName(
            "LIFE-S44, LIFE-66, LIFE-166: killed in one hook at three starts, it is quarantined; an operator releases it")
    void crashLoop() throws IOException {
        try (TestHost host = start(builder -> builder)) {
            host.install(waiting());
            host.install(Samples.HELLO);
        }
        for (int i = 0; i < 3; i++) {
            try (ChildHost child = ChildHost.start(home(), "serve")) {
                child.awaitLine("in the hook");
                child.kill();
            }
        }
        try (TestHost safe =
                TestHost.start(home(), builder -> builder.safeMode(true).required(TestHost.HELLO.value(), "^1"))) {
            assertThat(safe.state(TestHost.HELLO)).isEqualTo("ACTIVE");
            assertThat(safe.seams().loaded()).isEqualTo(1);
            assertThat(safe.state(CRM)).isEqualTo("QUARANTINED");
            Golden.judge(ProblemCode.CRASH_LOOP, found(safe, "engine-load"), home());
        }
        try (TestHost host = start(builder -> builder)) {
            assertThat(host.state(CRM)).isEqualTo("QUARANTINED");
            assertThat(host.state(TestHost.HELLO)).isEqualTo("ACTIVE");
            assertThat(host.runtime().readiness().ready()).isTrue();
            host.apply(new Command.Release(CRM));
            assertThat(host.state(CRM)).isEqualTo("ACTIVE");
        }
        try (TestHost host = start(builder -> builder)) {
            assertThat(host.state(CRM)).isEqualTo("ACTIVE");
        }
    }

    @Test
    @DisplayName(
            "LIFE-S15, LIFE-S11, LIFE-65: what comes with a host is there, archived when uninstalled; of two with one id none is")
    void bundled() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("bundled"));
        copy(Samples.HELLO, folder);
        copy(Samples.EMAIL, folder);
        try (TestHost host = TestHost.start(home(), builder -> builder.bundled(folder))) {
            assertThat(host.state(TestHost.HELLO)).isEqualTo("ACTIVE");
            assertThat(host.call("hello_greet", "name", "Ada").string("version"))
                    .contains("1.0.0");
            host.apply(new Command.Uninstall(TestHost.HELLO));
        }
        copy(Samples.HELLO_NEXT, folder);
        try (TestHost host = TestHost.start(home(), builder -> builder.bundled(folder))) {
            assertThat(host.runtime().extension(TestHost.HELLO).summary().status())
                    .isEqualTo("archived");
            assertThat(host.state(TestHost.EMAIL)).isEqualTo("ACTIVE");
            Golden.judge(ProblemCode.DUPLICATE_EXTENSION, found(host, "bundled-seed"), home());
        }
    }

    private static void copy(Path file, Path folder) throws IOException {
        Files.copy(file, folder.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    @DisplayName(
            "LIFE-S39, LIFE-141, LIFE-142: without what it requires a host in production does not start, and says why")
    void required() throws IOException {
        Golden.judge(
                ProblemCode.REQUIRED_MISSING,
                HostProblemsIT.refusal(() -> TestHost.start(
                        home(), builder -> builder.mode(RuntimeMode.PRODUCTION).required(CRM.value(), "^1"))),
                home());
        try (TestHost host = TestHost.start(
                home(), builder -> builder.mode(RuntimeMode.DEVELOPMENT).required(CRM.value(), "^1.5"))) {
            Golden.judge(
                    ProblemCode.REQUIRED_PIN_VIOLATED, HostProblemsIT.refusal(() -> host.install(waiting())), home());
        }
        try (TestHost host = start(builder -> builder)) {
            host.install(waiting());
        }
        Golden.judge(
                ProblemCode.REQUIRED_NOT_ACTIVE,
                HostProblemsIT.refusal(() -> TestHost.start(
                        home(), builder -> builder.mode(RuntimeMode.PRODUCTION).required(CRM.value(), "^1"))),
                home());
    }

    @Test
    @DisplayName(
            "LIFE-140, LIFE-64: a host started by its program goes by config.json, and refuses what it does not know")
    void configuration() throws IOException, InterruptedException {
        Files.createDirectories(home());
        Files.writeString(home().resolve("config.json"), "{\"requiredExtension\": {\"@acme/crm-connector\": \"^1\"}}");
        Golden.judge(ProblemCode.HOST_CONFIG_INVALID, up(), home());
        Files.writeString(home().resolve("config.json"), "{\"requiredExtensions\": {\"@acme/crm-connector\": \"^1\"}}");
        assertThat(up()).extracting(Problem::code).containsExactly(ProblemCode.REQUIRED_MISSING);
        assertThat(up("--skip", "store-open")).extracting(Problem::code).containsExactly(ProblemCode.USAGE_INVALID);
    }

    /** Starts a program that must not start. */
    private List<Problem> up(String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .replace(";", File.pathSeparator),
                "dev.berth.host.launcher.Main",
                "up",
                "--json",
                "--port",
                "0",
                "--home",
                home().toString()));
        command.addAll(List.of(more));
        Program.Result result = Program.run(Map.of(), command);
        assertThat(result.exit()).isNotZero();
        return ProblemReader.list((JsonObject) StrictJson.parse(result.out()), "problems");
    }
}
