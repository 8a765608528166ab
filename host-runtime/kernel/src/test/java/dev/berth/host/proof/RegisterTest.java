/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.proof.Register.Read;
import dev.berth.host.proof.Register.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RegisterTest {
    private static final List<Write> WRITES = List.of(new Write(10, 20, "b"), new Write(30, 40, "a"));

    private static Register of(Read... reads) {
        return new Register("a", WRITES, List.of(reads));
    }

    @Test
    @DisplayName("I10: reads beside a write may see the old value or the new one")
    void either() {
        assertThat(of(new Read(1, 2, "a"), new Read(11, 19, "a"), new Read(11, 19, "b"), new Read(21, 29, "b"))
                        .unexplained())
                .isEmpty();
        assertThat(of(new Read(5, 50, "a"), new Read(5, 50, "b"), new Read(41, 42, "a"))
                        .unexplained())
                .isEmpty();
    }

    @Test
    @DisplayName("I10: the old value after the write, the new one before it, and none of them are found")
    void wrong() {
        Read late = new Read(21, 29, "a");
        assertThat(of(late).unexplained()).contains(late);
        Read early = new Read(1, 9, "b");
        assertThat(of(early).unexplained()).contains(early);
        Read other = new Read(1, 50, "c");
        assertThat(of(new Read(1, 2, "a"), other).unexplained()).contains(other);
    }

    @Test
    @DisplayName("I10: once somebody saw the new value, nobody who asks later sees the old one, also beside the write")
    void backwards() {
        Read after = new Read(15, 16, "a");
        assertThat(of(new Read(11, 12, "b"), after).unexplained()).contains(after);
        assertThat(of(new Read(11, 15, "b"), new Read(14, 16, "a")).unexplained())
                .isEmpty();
    }

    @Test
    @DisplayName("I10: what was drawn from an order is explained; with one answer of another time it is not")
    void drawn() {
        Random random = new Random(17);
        for (int round = 0; round < 300; round++) {
            List<Write> writes = new ArrayList<>();
            List<Read> reads = new ArrayList<>();
            for (int write = 0; write < 6; write++) {
                writes.add(new Write(write * 100 + 10, write * 100 + 60, "v" + write));
            }
            for (int read = 0; read < 60; read++) {
                long point = random.nextInt(650);
                long last = (point - 35) / 100;
                String value = point < 35 ? "none" : "v" + Math.min(last, 5);
                reads.add(new Read(point - random.nextInt(40), point + random.nextInt(40), value));
            }
            assertThat(new Register("none", writes, reads).unexplained()).isEmpty();
            int spoiled = random.nextInt(reads.size());
            Read good = reads.get(spoiled);
            reads.set(spoiled, new Read(good.start(), good.end(), good.start() > 300 ? "v0" : "v5"));
            assertThat(new Register("none", writes, reads).unexplained()).isPresent();
        }
    }
}
