/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static dev.berth.suite.TestHost.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.ExtensionView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LIFE-92, LIFE-S19: a kill at any point leaves the old state or the new one, never a mix. */
final class KillIT {
    private static final int ROUNDS = 20;
    private static final int SEED = 4711;

    @TempDir
    Path temp;

    @Test
    void aKillAtAnyMomentLeavesTheOldStateOrTheNew() throws IOException {
        Random random = new Random(SEED);
        Set<String> states = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (ChildHost child = ChildHost.start(temp, "cycle")) {
                child.awaitLine("installed 0");
                int lines = random.nextInt(6);
                for (int i = 0; i < lines; i++) {
                    child.line();
                }
                LockSupport.parkNanos(random.nextLong(60_000_000));
                child.kill();
            }
            states.add(check(temp));
        }
        assertThat(states).as("what was found").hasSizeGreaterThan(1);
    }

    /** Before and after every call that changes something: stores, journal, transactions, engine. */
    @Test
    void aKillAtEveryStepLeavesTheOldStateOrTheNew() throws IOException {
        int steps = run(temp.resolve("whole"), Integer.MAX_VALUE).steps();
        assertThat(steps).isGreaterThan(40);
        // After one step is nearly before the next: -Dberth.soak takes both.
        int stride = System.getProperty("berth.soak") == null ? 2 : 1;
        List<Integer> all = IntStream.iterate(1, step -> step < steps, step -> step + stride)
                .boxed()
                .toList();
        assertThat(all.parallelStream()
                        .map(this::stepped)
                        .flatMap(Optional::stream)
                        .toList())
                .isEmpty();
    }

    /** Returns what is wrong after a kill at a step. */
    private Optional<String> stepped(int step) {
        Path home = temp.resolve("step-" + step);
        try {
            Run run = run(home, step);
            String found = check(home);
            List<String> fine = STATES.subList(run.told(), Math.min(run.told() + 2, STATES.size()));
            return fine.contains(found)
                    ? Optional.empty()
                    : Optional.of("a kill at step " + step + " left " + found + ", which is none of " + fine);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a child goes through: it tells when it has reached each but the first. */
    private static final List<String> STATES = List.of("nothing", "1.0.0", "1.1.0", "nothing");

    /**
     * How far a child came.
     *
     * @param told how many states it said it had reached
     * @param steps how many steps it took, if it ended by itself
     */
    private record Run(int told, int steps) {}

    private static Run run(Path home, int step) throws IOException {
        int told = 0;
        int steps = 0;
        try (ChildHost child = ChildHost.start(home, "halt", String.valueOf(step))) {
            for (String line = child.line(); line != null; line = child.line()) {
                if (line.startsWith("steps ")) {
                    steps = Integer.parseInt(line.substring(6));
                } else {
                    told++;
                }
            }
            assertThat(child.awaitEnd()).isEqualTo(steps == 0 ? 137 : 0);
        }
        return new Run(told, steps);
    }

    /** Starts on what the kill left, and returns what is there. */
    private static String check(Path home) {
        try (TestHost host = TestHost.start(home)) {
            assertThat(host.runtime().status().ready()).isTrue();
            assertThat(host.runtime().firstBrokenAudit()).isEmpty();
            Footprint footprint = Footprint.of(host);
            assertThat(footprint.open()).as("open operations").isZero();
            List<ExtensionView> rows = host.runtime().extensions();
            if (rows.isEmpty()) {
                assertThat(footprint.files()).isEmpty();
                assertThat(host.runtime().grants()).isEmpty();
                return "nothing";
            }
            assertThat(rows).hasSize(1);
            assertThat(rows.get(0).state()).isEqualTo("ACTIVE");
            assertThat(rows.get(0).grantedPorts()).isEqualTo(rows.get(0).requestedPorts());
            var revisions = host.runtime().extension(HELLO).revisions();
            assertThat(footprint.files()).hasSameSizeAs(revisions);
            assertThat(revisions)
                    .allMatch(revision -> host.seams().parts().contents().isIntact(revision.packageDigest()));
            String version = host.version(HELLO);
            assertThat(host.call("hello_greet", "name", "Ada").string("version"))
                    .contains(version);
            return version;
        }
    }
}
