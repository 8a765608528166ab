/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * LIFE-92, LIFE-S19: a kill or a fault at any point leaves the old state or the new one, never a mix. {@code -Dberth.kills=200} cuts
 * every deed short at each of its steps, and kills as many processes at random moments.
 */
final class KillIT {
    private static final int KILLS = Integer.getInteger("berth.kills", 6);
    private static final boolean ALL = KILLS > 100;
    private static final int SEED = 4711;
    private static final int LANES = 2;

    @TempDir
    static Path temp;

    private static Shelf shelf = new Shelf(Path.of("not packed yet"));
    private static ChildImage image = ChildImage.plain();
    private static Beginnings beginnings = new Beginnings(Path.of("not packed yet"), shelf);

    @BeforeAll
    static void pack() {
        shelf = Shelf.pack(temp.resolve("shelf"));
        image = ChildImage.archived(temp, shelf);
        beginnings = new Beginnings(temp.resolve("cut"), shelf);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LIFE-88, LIFE-89, LIFE-92, LIFE-98, LIFE-S19, ENG-35: every deed, cut short at its steps by a kill, a loss of power or"
                    + " a fault")
    void cutShort(Deed deed) {
        Cut cut = Cut.of(deed, shelf, image, beginnings);
        assertThat(cut.steps()).isPositive();
        assertThat(cut.before().equals(cut.after()))
                .as("before and after it are the same")
                .isEqualTo(deed.isRepetition());
        List<Supplier<Optional<String>>> cuts = new ArrayList<>();
        // What takes longest first, so that nobody waits for it at the end.
        cut.some(ALL ? Integer.MAX_VALUE : 1, 1).forEach(step -> cuts.add(() -> cut.at(step, Interruption.KILL)));
        cut.some(ALL ? Integer.MAX_VALUE : 2, 1).forEach(step -> cuts.add(() -> cut.at(step, Interruption.POWER_LOSS)));
        cut.some(ALL ? Integer.MAX_VALUE : 2, 2).forEach(step -> cuts.add(() -> cut.at(step, Interruption.FAULT)));
        assertThat(cuts.parallelStream().map(Supplier::get).flatMap(Optional::stream))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "LIFE-88, LIFE-92: a process that does one thing after the other, killed at any moment, again and again")
    void anyMoment() {
        Set<Picture> found = IntStream.range(0, LANES)
                .parallel()
                .mapToObj(KillIT::killedAgainAndAgain)
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        assertThat(found).as("what was found").hasSizeGreaterThan(1);
    }

    private static Set<Picture> killedAgainAndAgain(int lane) {
        Random random = new Random(SEED + lane);
        Path home = temp.resolve("home-" + lane);
        Set<Picture> found = new HashSet<>();
        for (int round = lane; round < KILLS; round += LANES) {
            try (ChildHost child = ChildHost.start(
                    image, home, "cycle", shelf.folder().toString(), String.valueOf(random.nextLong()))) {
                child.awaitLine("did " + (1 + random.nextInt(5)));
                LockSupport.parkNanos(random.nextLong(250_000_000));
                child.kill();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            found.add(look(home, round));
        }
        return found;
    }

    private static Picture look(Path home, int round) {
        try (TestHost host = TestHost.start(home)) {
            return Picture.of(host);
        } catch (AssertionError | RuntimeException broken) {
            throw new AssertionError("after kill " + round + " in " + home.getFileName(), broken);
        }
    }
}
