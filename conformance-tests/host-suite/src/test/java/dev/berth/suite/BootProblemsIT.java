/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static dev.berth.suite.HostProblemsIT.refusal;
import static dev.berth.suite.TestHost.HELLO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.host.HostRuntime;
import dev.berth.host.server.BerthServer;
import dev.berth.host.server.ServerConfig;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that cannot start says why and leaves the home as it was; one that finds damage starts without what is damaged. */
final class BootProblemsIT {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES = Set.of(
            ProblemCode.HOME_LOCKED,
            ProblemCode.HOME_UNWRITABLE,
            ProblemCode.STORE_CORRUPT,
            ProblemCode.CONTENT_DIGEST_MISMATCH,
            ProblemCode.DISK_FULL,
            ProblemCode.HOST_NOT_READY);

    @TempDir
    Path temp;

    private Path home() {
        return temp.resolve("home");
    }

    /** By another process, killed hard afterwards: its lock dies with it. */
    @Test
    void aHomeServesOneProcess() throws IOException {
        try (ChildHost other = ChildHost.start(home(), "serve")) {
            other.awaitLine("serving");
            judge(ProblemCode.HOME_LOCKED, refusal(() -> TestHost.start(home())));
            other.kill();
        }
        TestHost.start(home()).close();
    }

    @Test
    void aHomeServesOneHostOfThisProcess() {
        try (TestHost first = TestHost.start(home())) {
            assertThat(refusal(() -> TestHost.start(home())))
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.HOME_LOCKED);
            assertThat(first.runtime().status().ready()).isTrue();
        }
    }

    /** Whoever asks second must not take the host of the first away. */
    @Test
    void aHostIsStartedOnce() throws InterruptedException {
        List<String> outcomes = Collections.synchronizedList(new ArrayList<>());
        try (HostRuntime host = HostRuntime.builder().home(home()).build()) {
            List<Thread> both = Stream.of(1, 2)
                    .map(number -> Thread.ofPlatform().start(() -> {
                        try {
                            host.start();
                            outcomes.add("started");
                        } catch (IllegalStateException e) {
                            outcomes.add(e.getMessage());
                        }
                    }))
                    .toList();
            for (Thread thread : both) {
                thread.join();
            }
            assertThat(outcomes).containsExactlyInAnyOrder("started", "This host was started already");
            assertThat(host.status().ready()).isTrue();
        }
    }

    /** An interruption is kept, and the home is free all the same: a start that it ends leaves nothing, a close waits. */
    @Test
    void anInterruptedThreadLeavesTheHomeFree() {
        HostRuntime host = HostRuntime.builder().home(home()).build();
        Thread.currentThread().interrupt();
        assertThatIllegalStateException().isThrownBy(host::start).withMessageStartingWith("Interrupted");
        assertThat(Thread.interrupted()).isTrue();
        HostRuntime next = HostRuntime.builder().home(home()).build().start();
        Thread.currentThread().interrupt();
        next.close();
        assertThat(Thread.interrupted()).isTrue();
        TestHost.start(home()).close();
    }

    /** These tests may run as root, whom no mode of a folder stops: a file stands where the folder must be. */
    @Test
    void aHomeMustBeAFolderToWriteIn() throws IOException {
        Files.writeString(home(), "not a folder");
        judge(ProblemCode.HOME_UNWRITABLE, refusal(() -> TestHost.start(home())));
        assertThat(home()).hasContent("not a folder");
    }

    @Test
    void aDamagedDatabaseIsNotTouched() throws IOException {
        try (TestHost host = TestHost.start(home())) {
            host.install(Samples.HELLO);
        }
        Path data;
        try (Stream<Path> files = Files.walk(home().resolve("data"))) {
            data = files.filter(file -> file.toString().endsWith(".db"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] damaged = Files.readAllBytes(data);
        for (int i = 0; i < damaged.length; i += 3) {
            damaged[i] ^= 0x5a;
        }
        Files.write(data, damaged);
        judge(ProblemCode.STORE_CORRUPT, refusal(() -> TestHost.start(home())));
        assertThat(data).hasBinaryContent(damaged);
    }

    /** LIFE-S12: quarantined and never loaded; the host says that it is degraded, over HTTP too, and the others run. */
    @Test
    void aChangedPackageIsNeverLoaded() throws IOException, InterruptedException {
        Path stored;
        try (TestHost host = TestHost.start(home())) {
            host.install(Samples.HELLO);
            host.install(Samples.EMAIL);
            String digest = host.runtime().extension(HELLO).revisions().get(0).packageDigest();
            stored = host.seams().parts().contents().path(digest);
        }
        assertThat(stored.toFile().setWritable(true)).isTrue();
        Files.write(stored, "x".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        try (TestHost host = TestHost.start(home())) {
            assertThat(host.runtime().status().ready()).isFalse();
            assertThat(host.state(HELLO)).isEqualTo("QUARANTINED");
            assertThat(host.state(TestHost.EMAIL)).isEqualTo("ACTIVE");
            assertThat(host.seams().loaded()).isEqualTo(1);
            judge(
                    ProblemCode.CONTENT_DIGEST_MISMATCH,
                    host.runtime().status().boot().stream()
                            .flatMap(phase -> phase.problems().stream())
                            .toList());
            assertThat(health(host)).isEqualTo(503);
            host.update(Samples.HELLO_NEXT);
            assertThat(health(host)).isEqualTo(200);
            assertThat(host.call("hello_greet", "name", "Ada").string("version"))
                    .contains("1.1.0");
        }
        try (TestHost host = TestHost.start(home())) {
            assertThat(host.runtime().status().ready()).isTrue();
        }
    }

    private int health(TestHost host) throws IOException, InterruptedException {
        ServerConfig config = new ServerConfig(
                ServerConfig.LOOPBACK, 0, "the-token-of-the-test-0123456789", temp.resolve("uploads"), () -> {});
        try (BerthServer server = BerthServer.start(host.runtime(), config);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(server.url() + "/health")).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void anInstallOnAFullDiskLeavesNothing() throws IOException, InterruptedException {
        Path disk = Files.createDirectories(temp.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk.toString()),
                "this user may not mount a disk");
        try (TestHost host = TestHost.start(disk.resolve("home"))) {
            host.install(Samples.HELLO);
            Footprint before = Footprint.of(host);
            Path filler = disk.resolve("filler");
            Files.write(filler, new byte[Math.toIntExact(disk.toFile().getUsableSpace())]);
            List<Problem> problems = refusal(() -> host.install(Samples.EMAIL));
            assertThat(problems).extracting(Problem::code).containsExactly(ProblemCode.DISK_FULL);
            Golden.compare(problems.get(0), disk.resolve("home"));
            assertThat(Footprint.of(host)).isEqualTo(before);
            assertThat(host.call("hello_greet", "name", "Ada").string("greeting"))
                    .isPresent();
            Files.delete(filler);
            assertThat(host.install(Samples.EMAIL).changed()).isTrue();
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    @Test
    void aHostThatIsNotStartedSaysSo() {
        try (HostRuntime host = HostRuntime.builder().home(home()).build()) {
            judge(ProblemCode.HOST_NOT_READY, refusal(host::extensions));
        }
    }

    private void judge(ProblemCode code, List<Problem> problems) {
        assertThat(problems).extracting(Problem::code).containsExactly(code);
        assertThat(Golden.faults(problems.get(0))).isEmpty();
        Golden.compare(problems.get(0), home());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
