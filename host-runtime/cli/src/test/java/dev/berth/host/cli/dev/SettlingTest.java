/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SettlingTest {
    private static final Duration REST = Duration.ofMillis(300);

    private final Moved clock = new Moved();
    private final Settling settling = new Settling(clock, REST, tree(1));

    /** A clock that the test moves. */
    private static final class Moved extends Clock {
        private Instant now = Instant.parse("2026-03-24T12:00:00Z");

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static Tree tree(long size) {
        Path file = Path.of("/project/loop.jar");
        return new Tree(Map.of(file, new Tree.Stamp(size, FileTime.fromMillis(size))), Set.of());
    }

    @Test
    @DisplayName("LIFE-68: what was there at the start is no change, however long it stands")
    void nothing() {
        clock.move(REST.multipliedBy(10));
        assertThat(settling.isSettled(tree(1))).isFalse();
        assertThat(settling.isMoving()).isFalse();
    }

    @Test
    @DisplayName("LIFE-68: what is still being written is not taken; it is once it has rested, and once only")
    void rests() {
        for (int size = 2; size < 20; size++) {
            assertThat(settling.isSettled(tree(size))).isFalse();
            clock.move(REST.minusMillis(1));
            assertThat(settling.isSettled(tree(size))).isFalse();
            assertThat(settling.isMoving()).isTrue();
        }
        clock.move(Duration.ofMillis(1));
        assertThat(settling.isSettled(tree(19))).isTrue();
        clock.move(REST);
        assertThat(settling.isSettled(tree(19))).isFalse();
        assertThat(settling.isMoving()).isFalse();
    }

    @Test
    @DisplayName("LIFE-68: what is as it was again is no change")
    void undone() {
        assertThat(settling.isSettled(tree(2))).isFalse();
        clock.move(REST);
        assertThat(settling.isSettled(tree(1))).isFalse();
        assertThat(settling.isMoving()).isFalse();
    }

    @Test
    @DisplayName("LIFE-68: a clock that is set back delays a change by no more than the rest")
    void clockSetBack() {
        assertThat(settling.isSettled(tree(2))).isFalse();
        clock.move(Duration.ofHours(-1));
        assertThat(settling.isSettled(tree(2))).isFalse();
        clock.move(REST);
        assertThat(settling.isSettled(tree(2))).isTrue();
    }
}
