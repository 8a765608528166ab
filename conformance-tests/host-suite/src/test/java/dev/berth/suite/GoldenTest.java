/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.BadInput;
import dev.berth.fixtures.unfit.Unfit;
import dev.berth.sdk.problem.ProblemCode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class GoldenTest {
    /** A text that no test provokes any more would go on promising what no host says. */
    @Test
    void everyTextIsProvokedByATest() {
        Stream<ProblemCode> provoked = Stream.of(
                        BadInput.all().stream().map(broken -> broken.code()),
                        Unfit.all().stream().map(unfit -> unfit.code()),
                        HostProblemsIT.CODES.stream())
                .flatMap(codes -> codes);
        assertThat(Golden.codes())
                .containsExactlyInAnyOrderElementsOf(
                        provoked.map(ProblemCode::toString).distinct().toList());
    }
}
