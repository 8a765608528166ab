/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.extension.ExtensionRegistry;
import dev.berth.host.extension.LiveExtensions;
import dev.berth.host.extension.Origin;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Tier;
import dev.berth.host.fake.Books;
import dev.berth.host.fake.FakeEngine;
import dev.berth.host.fake.FakeVerifier;
import dev.berth.host.fake.MemoryContents;
import dev.berth.host.fake.MemoryStore;
import dev.berth.host.fake.MovableClock;
import dev.berth.host.resolve.RandomSets;
import dev.berth.host.resolve.SlowModel;
import dev.berth.host.unload.Unloads;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is let in, over random sets, against the fixpoint of {@link SlowModel}. */
class PassPropertyTest {
    private static final int SETS_A_SIZE = 300;

    static IntStream sizes() {
        return IntStream.concat(IntStream.rangeClosed(1, 8), IntStream.of(14, 25));
    }

    private static Loader loader() {
        MemoryContents contents = new MemoryContents();
        FakeVerifier verifier = new FakeVerifier();
        ExtensionRegistry registry = new ExtensionRegistry(new MemoryStore().extensions());
        return new Loader(
                new FakeEngine(),
                contents,
                verifier,
                new LiveExtensions(registry, contents, verifier, Set.of()),
                Books.of(new MemoryStore(), new MovableClock(), Path.of("no home")),
                new Unloads(new MovableClock(), Path.of("no-such-folder")));
    }

    private static Revision revision(ExtensionManifest manifest) {
        String digest = FakeVerifier.digest(manifest);
        return new Revision(
                manifest, 1, digest, "sha256:" + digest, Tier.UNSIGNED, new Origin.File("x.jar"), Instant.EPOCH);
    }

    @ParameterizedTest(name = "{0} members")
    @MethodSource("sizes")
    @DisplayName(
            "MAN-146, MAN-149, MAN-150, LIFE-24: exactly those activate whose blocking edges are met by those that do")
    void sameAdmitted(int size) {
        for (int seed = 0; seed < (size > 10 ? SETS_A_SIZE / 4 : SETS_A_SIZE); seed++) {
            RandomSets random = new RandomSets(77_000L + 1_000L * size + seed);
            List<ExtensionManifest> set = random.set(size, random.upTo(3));
            SlowModel model = new SlowModel(set);
            Loader loader = loader();
            Pass pass = new Pass(
                    loader, set.stream().map(PassPropertyTest::revision).toList(), Beside.NONE, loader::recheck);
            pass.each(revision -> {}, refused -> {});
            pass.succeed();
            Set<ExtensionId> active = new TreeSet<>();
            Set<ExtensionId> cyclic = new TreeSet<>();
            for (Outcome outcome : pass.results) {
                if (outcome instanceof Outcome.Activated one) {
                    active.add(one.revision().id());
                } else if (outcome.why()
                        .map(Problem::code)
                        .filter(ProblemCode.REQUIREMENT_CYCLE::equals)
                        .isPresent()) {
                    cyclic.add(outcome.revision().id());
                }
            }
            assertThat(pass.results).as("one outcome each, seed %s", seed).hasSize(size);
            assertThat(active).as("seed %s", seed).isEqualTo(model.running());
            assertThat(cyclic).as("seed %s", seed).isEqualTo(model.cyclic());
        }
    }
}
