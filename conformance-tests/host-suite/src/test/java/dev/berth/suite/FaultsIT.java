/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static dev.berth.suite.TestHost.HELLO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.ExtensionDetail;
import dev.berth.host.HostRuntime.Subscription;
import dev.berth.host.activation.Deadlines;
import dev.berth.host.lifecycle.Command;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** LIFE-24: whatever one extension does, or is done to it, the others serve without a failed call, and the host goes on. */
final class FaultsIT {
    private static final String ENTRY = "acme.bad.Entry";

    /** Hooks that ignore interruption end by themselves, so that no thread outlives the test for long. */
    private static final String STUCK = "long end = System.nanoTime() + 5_000_000_000L;"
            + " while (System.nanoTime() < end) { Thread.onSpinWait(); Thread.interrupted(); }";

    private static final String SLEEP = "try { Thread.sleep(60_000); } catch (InterruptedException e) { return; }";

    private static final String DEEP = "class Deep { int fall(int n) { return fall(n + 1) + 1; } } new Deep().fall(0);";

    @TempDir
    Path temp;

    /** Code that does harm, and where it leaves the extension before and after it is archived. */
    record Harm(String name, EntrySource entry, String state, List<ProblemCode> onArchive) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Harm> harms() {
        EntrySource threads = EntrySource.of(ENTRY).register("""
                for (int i = 0; i < 50; i++) {
                    Thread thread = new Thread(() -> { throw new IllegalStateException("of a thread"); });
                    thread.setUncaughtExceptionHandler((where, thrown) -> {});
                    thread.setDaemon(true);
                    thread.start();
                }
                """);
        return Stream.of(
                new Harm(
                        "an error in the constructor",
                        source().constructor("if (true) throw new LinkageError(\"bad\");"),
                        "FAILED",
                        List.of()),
                new Harm("an endless recursion in register", source().register(DEEP), "FAILED", List.of()),
                new Harm("a register that sleeps", source().register(SLEEP), "FAILED", List.of()),
                new Harm("a bootstrap that cannot be ended", source().bootstrap(STUCK), "QUARANTINED", List.of()),
                new Harm("threads that throw", threads, "ACTIVE", List.of()),
                new Harm(
                        "a destroy that throws",
                        source().destroy("if (true) throw new IllegalStateException(\"bad\");"),
                        "ACTIVE",
                        List.of(ProblemCode.HOOK_FAILED)),
                new Harm("a destroy that sleeps", source().destroy(SLEEP), "ACTIVE", List.of(ProblemCode.HOOK_TIMEOUT)),
                new Harm(
                        "a destroy that cannot be ended",
                        source().destroy(STUCK),
                        "ACTIVE",
                        List.of(ProblemCode.HOOK_STUCK)));
    }

    private static EntrySource source() {
        return EntrySource.of(ENTRY);
    }

    private TestHost start() {
        Duration hook = Duration.ofMillis(1_500);
        Deadlines all = TestHost.DEADLINES;
        return TestHost.start(
                temp.resolve("home"),
                builder -> builder.deadlines(new Deadlines(
                        hook, hook, hook, hook, all.call(), all.job(), all.drain(), Duration.ofMillis(200))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harms")
    @DisplayName("LIFE-24, LIFE-25, LIFE-26, LIFE-32, LIFE-S10: code that does harm, while others are called")
    void code(Harm harm) {
        ExtensionPackage bad = ExtensionPackage.connector("@acme/bad-connector", "1.0.0")
                .entry(ENTRY, harm.entry().text());
        try (TestHost host = start()) {
            host.install(Samples.HELLO);
            try (Load load = Load.start(2, () -> version(host))) {
                host.install(bad.writeTo(temp));
                assertThat(host.state(bad.id())).isEqualTo(harm.state());
                List<ProblemCode> codes = host.apply(new Command.Archive(bad.id())).outcomes().stream()
                        .flatMap(outcome -> outcome.problems().stream())
                        .map(Problem::code)
                        .toList();
                assertThat(codes).isEqualTo(harm.onArchive());
                host.update(Samples.HELLO_NEXT);
                load.awaitAnswer("1.1.0");
                assertThat(load.failures()).isEmpty();
            }
        }
    }

    private static String version(TestHost host) {
        return host.call("hello_greet", "name", "Ada").string("version").orElseThrow();
    }

    @Test
    @DisplayName(
            "LIFE-98: a listener that throws is told of the next change too, and no change is half done because of it")
    void listener() {
        try (TestHost host = start()) {
            int[] told = new int[1];
            try (Subscription broken = host.runtime().onChange(generation -> {
                told[0]++;
                throw new LinkageError("of a listener");
            })) {
                host.install(Samples.HELLO);
                host.update(Samples.HELLO_NEXT);
                assertThat(version(host)).isEqualTo("1.1.0");
                assertThat(broken).isNotNull();
            }
            assertThat(told[0]).isEqualTo(2);
            host.apply(new Command.Rollback(HELLO));
            assertThat(told[0]).isEqualTo(2);
            assertThat(version(host)).isEqualTo("1.0.0");
        }
    }

    @Test
    @DisplayName(
            "LIFE-54, TRUST-153, TRUST-154: bytes that are cut off while the host runs are found, and the same package mends them")
    void cutOff() throws IOException {
        try (TestHost host = start()) {
            host.install(Samples.HELLO);
            host.install(Samples.NOTES);
            host.update(Samples.HELLO_NEXT);
            for (ExtensionDetail.RevisionView revision :
                    host.runtime().extension(HELLO).revisions()) {
                cutOff(host.seams().parts().contents().path(revision.packageDigest()));
            }
            ProblemException refused =
                    catchThrowableOfType(ProblemException.class, () -> host.apply(new Command.Rollback(HELLO)));
            assertThat(refused.problem().code()).isEqualTo(ProblemCode.CONTENT_DIGEST_MISMATCH);
            assertThat(host.version(HELLO)).isEqualTo("1.1.0");
        }
        try (TestHost host = start()) {
            assertThat(host.state(HELLO)).isEqualTo("QUARANTINED");
            assertThat(host.runtime().extensions())
                    .filteredOn(view -> !view.id().equals(HELLO.value()))
                    .allMatch(view -> view.state().equals("ACTIVE"));
            host.update(Samples.HELLO_NEXT);
            assertThat(version(host)).isEqualTo("1.1.0");
        }
    }

    private static void cutOff(Path file) throws IOException {
        assertThat(file.toFile().setWritable(true)).isTrue();
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(bytes.length() / 2);
        }
    }

    @Test
    @DisplayName(
            "LIFE-87, LIFE-99, LIFE-145: while the clock jumps no call fails, and each change, the log and the next start are"
                    + " as ever")
    void clockJumps() {
        GatewayRig.Moved clock = new GatewayRig.Moved();
        try (TestHost host = TestHost.start(temp.resolve("home"), builder -> builder.clock(clock))) {
            host.install(Samples.HELLO);
            try (Load load = Load.start(2, () -> version(host))) {
                for (int days : new int[] {-40, 400, -4_000, 40_000}) {
                    clock.forward(Duration.ofDays(days));
                    if (days == -40) {
                        host.update(Samples.HELLO_NEXT);
                    } else {
                        host.apply(new Command.Rollback(HELLO));
                    }
                    load.awaitMoreThan(10);
                }
                assertThat(load.failures()).isEmpty();
            }
            assertThat(host.runtime().firstBrokenAudit()).isEmpty();
        }
        clock.forward(Duration.ofDays(-36_361));
        try (TestHost host = TestHost.start(temp.resolve("home"), builder -> builder.clock(clock))) {
            assertThat(host.state(HELLO)).isEqualTo("ACTIVE");
            assertThat(Footprint.of(host).open()).isZero();
            host.apply(new Command.Rollback(HELLO));
            assertThat(version(host)).isEqualTo("1.1.0");
            assertThat(host.runtime().firstBrokenAudit()).isEmpty();
        }
    }

    /** The system refuses to let any file of the process grow past a size, as a full disk would. */
    @Test
    @DisplayName(
            "LIFE-89, LIFE-92: a package for which there is no room leaves nothing; the host serves, and takes what fits")
    void noRoom() throws IOException {
        byte[] incompressible = new byte[9_000_000];
        new Random(1).nextBytes(incompressible);
        Path big = ExtensionPackage.connector("@acme/big-connector", "1.0.0")
                .entry(ENTRY, source().text())
                .file("acme/bad/data.bin", incompressible)
                .writeTo(temp);
        Path home = temp.resolve("home");
        try (ChildHost child = ChildHost.start(home, "cramped", big.toString())) {
            child.awaitLine("refused home-unwritable, has 1.1.0");
            assertThat(child.awaitEnd()).isZero();
        }
        try (TestHost host = TestHost.start(home)) {
            assertThat(Picture.of(host).answers()).containsExactly("hello_greet 1.1.0");
            assertThat(host.runtime().extensions()).hasSize(1);
        }
    }
}
