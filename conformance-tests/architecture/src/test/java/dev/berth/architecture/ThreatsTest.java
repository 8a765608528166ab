/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each threat of the contract is named by a test, or stands in a list with the reason why not (TRUST-172). */
final class ThreatsTest {
    private static final int THREATS = 26;
    private static final Pattern HEAD = Pattern.compile("(@DisplayName\\(|/\\*\\*|^ +\\* |^ +\")");
    private static final Pattern REFERENCE = Pattern.compile("\\bT(\\d{1,2})(?: to T(\\d{1,2}))?\\b");
    private static final Path PENDING = Sources.CHECKOUT.resolve(
            "conformance-tests/architecture/src/test/resources/dev/berth/architecture/threats-pending.txt");

    @Test
    @DisplayName("TRUST-172: T1 to T26")
    void everyThreatHasATestOrAReason() throws IOException {
        Map<String, String> pending = Files.readAllLines(PENDING).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(words -> words[0], words -> words[1]));
        Set<String> named = new TreeSet<>();
        Sources.all().stream()
                .filter(file -> file.toString().contains("/src/test/") && !file.endsWith("ThreatsTest.java"))
                .flatMap(file -> Sources.text(file).lines())
                .filter(line -> HEAD.matcher(line).find())
                .flatMap(ThreatsTest::threats)
                .forEach(named::add);
        Set<String> all = IntStream.rangeClosed(1, THREATS)
                .mapToObj(number -> "T" + number)
                .collect(Collectors.toSet());
        assertThat(named)
                .as("named by a test although the list says otherwise")
                .doesNotContainAnyElementsOf(pending.keySet());
        assertThat(Stream.concat(named.stream(), pending.keySet().stream())).containsAll(all);
        assertThat(pending.keySet()).isSubsetOf(all);
    }

    private static Stream<String> threats(String line) {
        Stream.Builder<String> found = Stream.builder();
        Matcher matcher = REFERENCE.matcher(line);
        while (matcher.find()) {
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            IntStream.rangeClosed(first, last).mapToObj(number -> "T" + number).forEach(found);
        }
        return found.build();
    }
}
