/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.proof.Trial.Breach;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Random histories over random graphs, with code and surroundings that fail. {@code -Dberth.cases=20000} plays as many, and
 * {@code -Dberth.seed=7} begins at another.
 */
class HistoriesTest {
    private static final int CASES = Integer.getInteger("berth.cases", 150);
    private static final int ENOUGH = 3;
    private static final long SEED = Long.getLong("berth.seed", 0);

    @Test
    @DisplayName(
            "I1, I2, I5, I6, I7, I9, ENG-32, LIFE-24, LIFE-88, LIFE-98, LIFE-109, LIFE-145, MAN-146, PORT-55: what holds"
                    + " after every step of every history")
    void everyStep() {
        assertThat(broken(CASES, false)).isEmpty();
    }

    @Test
    @DisplayName("LIFE-26, LIFE-S8, I1, I7: the same where hooks hang, or ignore that they are interrupted")
    void hooksThatHang() {
        assertThat(broken(CASES / 25, true)).isEmpty();
    }

    /** Ends soon after the third that breaks: making one short plays it hundreds of times. */
    private static List<String> broken(int cases, boolean slow) {
        Queue<String> found = new ConcurrentLinkedQueue<>();
        LongStream.range(SEED, SEED + cases)
                .parallel()
                .filter(seed -> found.size() < ENOUGH)
                .forEach(seed -> broken(seed, slow).ifPresent(found::add));
        return List.copyOf(found);
    }

    private static Optional<String> broken(long seed, boolean slow) {
        History history = History.random(seed, slow);
        Trial trial = new Trial(slow);
        return trial.play(history).map(breach -> told(trial.shrink(history, breach), breach, trial));
    }

    private static String told(History smallest, Breach first, Trial trial) {
        Breach breach = trial.play(smallest).orElse(first);
        return "%n%s%n%s%nafter %s: %s%n".formatted(breach.rule(), smallest, breach.step(), breach.text());
    }
}
