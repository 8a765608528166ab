/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.extension.PackageVerifier.Verdict;
import dev.berth.sdk.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damages real packages at random, by seed. */
class PipelineMutationTest {
    private static final int ROUNDS = 150;
    private static final int LARGEST = 300_000;

    @ParameterizedTest
    @DisplayName(
            "TRUST-1, TRUST-105: damaged packages are trusted or refused, and a refusal leaves nothing on the disk")
    @ValueSource(longs = {11, 12, 13})
    void damaged(long seed, @TempDir Path work) throws IOException {
        Random random = new Random(seed);
        List<byte[]> sources = sources();
        Path folder = work.resolve("verified");
        Path file = work.resolve("upload");
        TrustPipeline pipeline =
                new TrustPipeline(folder, Samples.POLICY, (digest, entries, validation, live) -> List.of());
        int trusted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = mutated(sources.get(random.nextInt(sources.size())), random);
            Files.write(file, bytes);
            switch (pipeline.verify(file, "upload", Samples.ALONE)) {
                case Verdict.Trusted verdict -> {
                    trusted++;
                    assertThat(verdict.verified().file()).hasBinaryContent(bytes);
                    verdict.verified().close();
                }
                case Verdict.Refused verdict ->
                    assertThat(verdict.problems())
                            .as("seed %d, round %d", seed, round)
                            .anyMatch(Problem::isError);
            }
            assertThat(Samples.files(folder))
                    .as("seed %d, round %d", seed, round)
                    .isEmpty();
        }
        // Times may change without harm; if nothing passed, nothing but the entrance was tested.
        assertThat(trusted).isPositive();
    }

    private static List<byte[]> sources() throws IOException {
        List<byte[]> sources = new ArrayList<>();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (path.endsWith(".jar") && Files.size(Path.of(path)) < LARGEST) {
                sources.add(Files.readAllBytes(Path.of(path)));
            }
        }
        for (int i = sources.size(); i > 0; i--) {
            sources.add(Samples.jar("1.0.0").bytes());
        }
        return sources;
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        int at = random.nextInt(changed.length);
        switch (random.nextInt(4)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed = Arrays.copyOf(changed, Math.max(1, at));
            case 2 -> Arrays.fill(changed, at, Math.min(changed.length, at + 8), (byte) random.nextInt());
            default -> changed[changed.length - 1 - random.nextInt(Math.min(changed.length, 200))]++;
        }
        return changed;
    }
}
