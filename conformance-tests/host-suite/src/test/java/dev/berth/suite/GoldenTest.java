/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.BadInput;
import dev.berth.fixtures.unfit.Unfit;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
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

    @Test
    @DisplayName("GATE-12, GATE-172, GATE-S34: every code has a text, or a line that says why nothing raises it")
    void everyCodeHasAText() throws IOException {
        List<String> missing = new ArrayList<>();
        for (ProblemCode code : ProblemCode.values()) {
            missing.add(code.toString());
        }
        missing.removeAll(Golden.codes());
        assertThat(missing).containsExactlyInAnyOrderElementsOf(listed());
    }

    private static List<String> listed() throws IOException {
        try (InputStream in = GoldenTest.class.getResourceAsStream("codes-without-text.txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" ", 2)[0])
                    .toList();
        }
    }
}
