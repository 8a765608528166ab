/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProblemMeaningsTest {
    @Test
    @DisplayName("GATE-160: each code has a meaning, and no line is left over or twice")
    void eachCodeHasAMeaning() throws IOException {
        List<String> codes =
                Arrays.stream(ProblemCode.values()).map(ProblemCode::toString).toList();
        assertThat(linesInFile()).containsExactlyInAnyOrderElementsOf(codes);
        assertThat(ProblemMeanings.all()).containsOnlyKeys(codes);
    }

    @Test
    @DisplayName("GATE-169: a meaning is one sentence, without what messages do not say")
    void meaningsAreSentences() {
        for (ProblemCode code : ProblemCode.values()) {
            assertThat(code.meaning())
                    .as(code.toString())
                    .matches(".{20,}\\.")
                    .doesNotContain("!", "Unable to", "Error:");
        }
    }

    /** Reads names as they stand: {@code Properties} would drop a second line of one name silently. */
    private static List<String> linesInFile() throws IOException {
        try (InputStream in = ProblemCode.class.getResourceAsStream(ProblemMeanings.RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.substring(0, line.indexOf('=')))
                    .toList();
        }
    }
}
