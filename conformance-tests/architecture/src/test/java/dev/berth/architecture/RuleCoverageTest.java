/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Writes {@code target/rule-coverage.md}, the rules and the tests that name them, and fails when a rule has none. */
final class RuleCoverageTest {
    private static final Path TABLE =
            Sources.CHECKOUT.resolve("conformance-tests/architecture/target/rule-coverage.md");

    private final RuleCoverage coverage = RuleCoverage.of(Sources.all().stream());

    @Test
    void everyRuleHasATestOrAReason() throws IOException {
        Map<String, String> reasons = reasons();
        List<String> rules = rules();
        Files.writeString(TABLE, table(rules, reasons));
        assertThat(rules.stream().filter(rule -> coverage.tests(rule).isEmpty()))
                .as("rules that no test names; see %s", TABLE)
                .containsExactlyInAnyOrderElementsOf(reasons.keySet());
    }

    @Test
    void referencesAreReadAsPeopleWriteThem() {
        assertThat(RuleCoverage.rules("MAN-12: x; MAN-S3, GATE-30 to GATE-33 and 7 more; MAN-1 and MAN-4, PORT-1 to 3"))
                .containsExactly(
                        "MAN-12", "MAN-S3", "GATE-30", "GATE-31", "GATE-32", "GATE-33", "MAN-1", "MAN-4", "PORT-1",
                        "PORT-2", "PORT-3");
    }

    private String table(List<String> rules, Map<String, String> reasons) {
        StringBuilder out = new StringBuilder("| rule | tests |\n|---|---|\n");
        for (String rule : rules) {
            String tests = String.join(", ", coverage.tests(rule));
            out.append("| ").append(rule).append(" | ");
            out.append(tests.isEmpty() ? "none: " + reasons.getOrDefault(rule, "MISSING") : tests);
            out.append(" |\n");
        }
        return out.toString();
    }

    private static List<String> rules() throws IOException {
        List<String> rules = new ArrayList<>();
        for (String line : lines("rules.txt")) {
            String[] words = line.split(" ", -1);
            String separator = words[0].endsWith("-S") ? "" : "-";
            for (int i = 1; i < words.length; i++) {
                String[] ends = words[i].split("-", -1);
                IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                        .forEach(number -> rules.add(words[0] + separator + number));
            }
        }
        return rules;
    }

    /** A rule that no test can prove yet, and why. */
    private static Map<String, String> reasons() throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : lines("rules-without-test.txt")) {
            int space = line.indexOf(' ');
            reasons.put(line.substring(0, space), line.substring(space + 1));
        }
        return reasons;
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = RuleCoverageTest.class.getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
