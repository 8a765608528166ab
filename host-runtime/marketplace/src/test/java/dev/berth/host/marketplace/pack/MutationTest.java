/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.berth.sdk.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damages packages at random, by seed: whatever the bytes are, they are opened or refused, and nothing is thrown. */
class MutationTest {
    private static final int ROUNDS = 400;

    @ParameterizedTest
    @DisplayName("TRUST-1: any bytes are opened or refused with an error that has a text")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyBytes(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = mutated(source(random), random);
            assertThatCode(() -> judge(bytes))
                    .as("seed %d, round %d", seed, round)
                    .doesNotThrowAnyException();
        }
    }

    private static void judge(byte[] bytes) {
        switch (Opening.open(bytes)) {
            case Opened.Sound sound ->
                sound.contents()
                        .files()
                        .forEach(file -> assertThat(
                                        sound.contents().read(file.path()).orElseThrow())
                                .hasSize((int) file.size()));
            case Opened.Refused refused ->
                assertThat(refused.problems())
                        .isNotEmpty()
                        .allMatch(Problem::isError)
                        .noneMatch(problem -> problem.text().contains("null"));
        }
    }

    private static byte[] source(Random random) {
        return switch (random.nextInt(4)) {
            case 0 ->
                ZipForge.jar()
                        .file("stored", "text", entry -> entry.content(text(), false))
                        .bytes();
            case 1 ->
                ZipForge.jar()
                        .file("a/b/C.class", "text", entry -> entry.descriptor(true))
                        .file("d", "text", entry -> entry.descriptor(false))
                        .bytes();
            // not packed: a change of one byte must reach the TAR
            case 2 ->
                TarForge.gzip(mutated(
                        TarForge.tgz().pax('x', "path=package/x").file("x", "x").tar(), random));
            default ->
                TarForge.tgz()
                        .file("package/extension.jar", ZipForge.jar().bytes())
                        .bytes();
        };
    }

    private static byte[] text() {
        return "a text".getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(changed.length);
            switch (random.nextInt(6)) {
                case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> changed[at] = (byte) random.nextInt();
                case 2 -> changed = Arrays.copyOf(changed, Math.max(1, at));
                case 3 ->
                    changed = ZipForge.joined(
                            Arrays.copyOf(changed, at), Arrays.copyOfRange(changed, at, changed.length + 3));
                case 4 ->
                    Arrays.fill(
                            changed, at, Math.min(changed.length, at + 4), (byte) (random.nextBoolean() ? 0 : 0xff));
                default -> System.arraycopy(changed, 0, changed, at, Math.min(changed.length - at, random.nextInt(64)));
            }
        }
        return changed;
    }
}
