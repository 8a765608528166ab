/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.fixtures.BadInput;
import dev.berth.fixtures.BrokenExtension;
import dev.berth.host.marketplace.pack.Opened;
import dev.berth.host.marketplace.pack.PackageReader;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.Phase;
import dev.berth.manifest.Validation;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.SdkAbi;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One validator for every phase: what it finds is the same, how it weighs it may differ. */
final class PhasesTest {
    /** Codes whose row gives them to one phase alone: MAN-81, and MAN-34 for publish. */
    private static final Set<ProblemCode> OF_ONE_PHASE =
            EnumSet.of(ProblemCode.ABI_RANGE_OPEN, ProblemCode.VERSION_DEV);

    @TempDir
    Path temp;

    static Stream<BrokenExtension> broken() {
        return BadInput.all().stream();
    }

    @ParameterizedTest
    @DisplayName("MAN-4: the phase changes severities, never codes or results")
    @MethodSource("broken")
    void everyPhaseFindsTheSame(BrokenExtension broken) {
        Path file = broken.writeTo(temp);
        assumeTrue(
                new PackageReader().open(file, broken.fileName()) instanceof Opened.Sound,
                "its archive is refused before a manifest is read");
        List<Set<ProblemCode>> found = Stream.of(Phase.values())
                .map(phase -> codes(validate(file, broken, phase)))
                .toList();
        assertThat(found).allSatisfy(codes -> assertThat(codes).isEqualTo(found.get(0)));
    }

    private static Validation validate(Path file, BrokenExtension broken, Phase phase) {
        Opened.Sound sound = (Opened.Sound) new PackageReader().open(file, broken.fileName());
        return new ManifestValidator().validate(sound.contents(), phase, ManifestPolicy.of(SdkAbi.VERSION));
    }

    private static Set<ProblemCode> codes(Validation validation) {
        return validation.problems().stream()
                .map(Problem::code)
                .filter(code -> !OF_ONE_PHASE.contains(code))
                .collect(Collectors.toSet());
    }
}
