/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.cli.FakeHost.Answer;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LIFE-68: what the command asks of a host, and what it says of the answers. */
class DevTest {
    private static final String OPERATIONS = "POST /api/operations";

    @TempDir
    Path home;

    @TempDir
    Path project;

    private FakeHost host;

    @BeforeEach
    void start() throws IOException {
        host = new FakeHost()
                .announce(home)
                .on("GET /api/status", "{\"mode\":\"DEVELOPMENT\"}")
                .on("POST /api/packages", "{\"upload\":\"u1\"}")
                .on(OPERATIONS, "{\"summary\":\"It is active.\",\"outcomes\":[]}");
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private Path pack(String content) throws IOException {
        Path file = project.resolve("loop.jar");
        Path whole = project.resolve("loop.part");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(whole))) {
            zip.putNextEntry(new ZipEntry("package.json"));
            zip.write(
                    "{\"name\":\"@acme/loop-connector\",\"version\":\"1.0.0\",\"berth\":{\"permissions\":[\"fs:tmp\"]}}"
                            .getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("content.txt"));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The command while it runs. */
    private final class Running {
        private final CompletableFuture<Run.Result> result = new CompletableFuture<>();
        private final Run run = new Run(home).with("BERTH_MAVEN_ARGS", "-o  -DskipITs");
        private final Thread thread;

        Running(String... arguments) {
            thread = Thread.ofPlatform().start(() -> result.complete(run.berth(arguments)));
        }

        /** Waits until it has said this and waits for a change. */
        Running await(String text) {
            Awaitility.await().until(() -> run.printed().contains(text));
            return this;
        }

        Run.Result stopped() {
            thread.interrupt();
            return result.join();
        }
    }

    /** Answers the first request in one way, and all others in another. */
    private void answer(Answer first, Answer later) {
        AtomicBoolean asked = new AtomicBoolean();
        host.on(OPERATIONS, request -> asked.getAndSet(true) ? later : first);
    }

    private static Answer done(String summary) {
        return Answer.json(JsonObject.of("summary", summary));
    }

    @Test
    @DisplayName("LIFE-68: a package is brought in as an update with all it asks for, and again after each change")
    void updates() throws IOException {
        Path file = pack("one");
        answer(done("It is active."), done("It is active anew."));
        Running running = new Running("dev", file.toString()).await("It is active.");
        pack("another");
        Run.Result result = running.await("It is active anew.").stopped();
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines().toList()).hasSize(4).satisfies(lines -> {
            assertThat(lines.get(0)).isEqualTo("Watching " + file + "; Ctrl-C ends it.");
            assertThat(lines.get(1)).matches("\\d\\d:\\d\\d:\\d\\d {2}It is active\\.");
            assertThat(lines.get(3))
                    .matches("Stopped\\. @acme/loop-connector 0\\.0\\.0-dev\\.d[0-9a-f]{12} stays on the host\\.");
        });
        assertThat(host.bodies(OPERATIONS))
                .allSatisfy(body -> assertThat(body)
                        .isEqualTo(JsonObject.of(
                                "operation",
                                "update",
                                "upload",
                                "u1",
                                "grant",
                                "all",
                                "acceptLicense",
                                true,
                                "acceptLowerTier",
                                true,
                                "acceptPermissions",
                                List.of("fs:tmp"))));
        assertThat(host.requests("POST /api/packages"))
                .allSatisfy(request -> assertThat(request.line()).endsWith("name=loop.jar"))
                .extracting(FakeHost.Request::body)
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("LIFE-68: what is not installed yet is installed, with the ports that are named")
    void installs() throws IOException {
        Path file = pack("one");
        answer(
                Answer.problem(404, Problem.of(ProblemCode.EXTENSION_NOT_FOUND, "@acme/loop-connector", "None.")),
                done("It is new."));
        Run.Result result = new Running("dev", file.toString(), "--grant", "settings,jobs")
                .await("It is new.")
                .stopped();
        assertThat(result.err()).isEmpty();
        assertThat(host.bodies(OPERATIONS).get(1).toString())
                .contains("\"operation\":\"install\"", "\"grant\":[\"settings\",\"jobs\"]");
    }

    @Test
    @DisplayName(
            "LIFE-68, CLI-3: what goes wrong is said in full, and the next change is tried; with --json one document a line")
    void goesOn() throws IOException {
        Path file = pack("one");
        answer(
                Answer.problem(
                        500,
                        Problem.of(ProblemCode.UPDATE_ROLLED_BACK, "@acme/loop-connector", "It did not come up.")
                                .causes(List.of(
                                        Problem.of(ProblemCode.HOOK_FAILED, "@acme/loop-connector", "It threw.")))),
                done("It is active."));
        Running running = new Running("dev", file.toString(), "--json").await("update-rolled-back");
        Files.writeString(file, "half of a package");
        running.await("archive-unreadable");
        Files.delete(file);
        running.await("file-not-found");
        pack("two");
        Run.Result result = running.await("It is active.").stopped();
        List<String> lines = result.out().lines().toList();
        assertThat(lines.get(0)).contains("update-rolled-back", "hook-failed", "\"at\":");
        assertThat(lines.get(lines.size() - 1)).contains("\"summary\":\"It is active.\"");
        assertThat(lines).allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
    }

    @Test
    @DisplayName(
            "LIFE-68: sources are built by the command; a build that fails, or makes nothing, is said and nothing is sent")
    void builds() throws IOException {
        Path file = pack("one");
        Path sources = Files.createDirectories(project.resolve("sources/src"));
        Files.writeString(sources.resolve("a.txt"), "fail");
        String build = "grep -q fail src/a.txt && { echo 'a.txt:1: no good'; exit 3; };"
                + " grep -q nothing src/a.txt || { mkdir -p target && cp " + file + " target/; }";
        Running running =
                new Running("dev", sources.resolveSibling("").toString(), "--build", build).await("Not built");
        Files.writeString(sources.resolve("a.txt"), "makes nothing");
        running.await("Not taken");
        assertThat(host.requests(OPERATIONS)).isEmpty();
        Files.writeString(sources.resolve("a.txt"), "works");
        running.await("It is active.");
        Files.writeString(sources.resolve("a.txt"), "works, too");
        Run.Result result = running.await(" is as it was.").stopped();
        assertThat(result.err()).contains("  a.txt:1: no good", "[file-not-found]");
        assertThat(host.requests(OPERATIONS)).hasSize(1);
    }

    @Test
    @DisplayName("LIFE-68: a folder with a pom.xml is built by Maven, by that of the project if it brings one")
    void maven() throws IOException {
        Path file = pack("one");
        Path folder = Files.createDirectories(project.resolve("crm"));
        Files.writeString(folder.resolve("pom.xml"), "<project/>");
        Path own = Files.writeString(
                folder.resolve("mvnw"),
                "#!/bin/sh\nmkdir -p target && echo \"$@\" > target/said && cp " + file + " target/\n");
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
        Running running = new Running("dev", folder.toString());
        running.await("It is active.").stopped();
        assertThat(folder.resolve("target/said")).hasContent("-q -B -ntp -DskipTests package -o -DskipITs");
    }

    @Test
    @DisplayName("LIFE-68: a host in production, none at all, nothing to build and nobody to build it end the command")
    void refused() throws IOException {
        Path file = pack("one");
        host.on("GET /api/status", "{\"mode\":\"PRODUCTION\"}");
        Run.Result production = new Run(home).berth("dev", file.toString());
        assertThat(production.code()).isEqualTo(5);
        assertThat(production.err()).contains("in production", "berth up --dev", "[version-dev]");
        assertThat(new Run(project).berth("dev", file.toString()).code()).isEqualTo(7);
        assertThat(new Run(home)
                        .berth("dev", project.resolve("none").toString())
                        .code())
                .isEqualTo(3);
        Run.Result unknown = new Run(home).berth("dev", project.toString());
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("neither a pom.xml nor --build", "[usage-invalid]");
        assertThat(host.requests("POST ")).isEmpty();
    }
}
