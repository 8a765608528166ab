/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaFieldAccess;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** GATE-160: a code that is never raised is a promise that nobody keeps. */
final class ProblemCodesTest {
    private static final Path LATER = Sources.CHECKOUT.resolve(
            "conformance-tests/host-suite/src/test/resources/dev/berth/suite/codes-without-text.txt");

    /** Raised where nothing gets yet. */
    private static final Set<String> UNREACHABLE =
            Set.of("kind-handler-missing", "reader-missing", "reader-failed", "discovery-contract");

    @Test
    void everyCodeIsRaisedSomewhereOrHasAReason() throws IOException {
        Set<String> raised = Product.classes()
                .filter(type -> !type.getFullName().equals(ProblemCode.class.getName()))
                .filter(Product.isIn("dev.berth.fixtures").negate())
                .flatMap(type -> type.getFieldAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().isEquivalentTo(ProblemCode.class))
                .map(JavaFieldAccess::getName)
                .collect(Collectors.toSet());
        Map<String, String> reasons = reasons();
        assertThat(reasons.values()).doesNotContain("");
        assertThat(Arrays.stream(ProblemCode.values())
                        .filter(code -> !raised.contains(code.name()))
                        .map(ProblemCode::toString))
                .as("codes that nothing raises; see %s", LATER)
                .containsExactlyInAnyOrderElementsOf(reasons.keySet().stream()
                        .filter(code -> !UNREACHABLE.contains(code))
                        .toList());
    }

    private static Map<String, String> reasons() throws IOException {
        return Files.readAllLines(LATER).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> (line + " ").split(" ", 2))
                .collect(Collectors.toMap(words -> words[0], words -> words[1].strip()));
    }

    @Test
    void everyCodeHasAMeaning() {
        assertThat(ProblemCode.values())
                .allSatisfy(code -> assertThat(code.meaning()).endsWith("."));
    }
}
