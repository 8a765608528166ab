/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaFieldAccess;
import dev.berth.sdk.problem.ProblemCode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** GATE-160: a code that is never raised is a promise that nobody keeps. */
final class ProblemCodesTest {
    /** Codes of what this version does not have yet; whoever adds it takes the code off this list. */
    private static final Set<ProblemCode> LATER = EnumSet.of(
            ProblemCode.BPMN_UNSUPPORTED_FIELD,
            ProblemCode.REVIEW_BLOCKED,
            // Actions of the port ui.
            ProblemCode.CONFIG_SCHEMA_ACTION_UNREGISTERED,
            // Ports behind which a slow system stands: nango, objects, jobs.
            ProblemCode.PORT_TIMEOUT,
            // Lock and unlock.
            ProblemCode.TRANSITION_ILLEGAL,
            // Several sources of packages at a boot.
            ProblemCode.DUPLICATE_EXTENSION);

    @Test
    void everyCodeIsRaisedSomewhere() {
        Set<String> raised = Product.classes()
                .filter(type -> !type.getFullName().equals(ProblemCode.class.getName()))
                .filter(Product.isIn("dev.berth.fixtures").negate())
                .flatMap(type -> type.getFieldAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().isEquivalentTo(ProblemCode.class))
                .map(JavaFieldAccess::getName)
                .collect(Collectors.toSet());
        assertThat(Arrays.stream(ProblemCode.values()).filter(code -> !raised.contains(code.name())))
                .containsExactlyElementsOf(LATER);
    }

    @Test
    void everyCodeHasAMeaning() {
        assertThat(ProblemCode.values())
                .allSatisfy(code -> assertThat(code.meaning()).endsWith("."));
    }
}
