/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRangeTest {
    private static final List<String> HOSTS = List.of("1.0.0", "1.5.0", "2.0.0", "2.2.0", "2.2.1", "2.3.0", "3.0.0");

    /** The truth table of manifest.md section 6: ranges that share a row, and the verdict for each host. */
    private static final String[][] TRUTH = {
        {"yyyyyyy", "", "   ", "*"},
        {"yynnnnn", "^1", "~1", "1.x", "1"},
        {"yynnnnn", "^1.0.0"},
        {"ynnnnnn", "1.0", "~1.0", "1.0.x"},
        {"ynnnnnn", "1.0.0"},
        {"nnnnnnn", "1.1.0", "1.0.1", "19.2"},
        {"nnyyyyn", "^2", "~2", "2.x", "2", "^ 2"},
        {"nnnyyyn", "^2.2"},
        {"nnnyynn", "~2.2", "2.2", "2.2.x", "= 2.2"},
        {"nnnnynn", "~2.2.1"},
        {"nnnynnn", "2.2.0", "=2.2.0"},
        {"yyyyyyy", ">=1", ">=1.0.0"},
        {"nnyyyyy", ">=2", ">= 2.0"},
        {"nnnnyyy", ">=2.2.1"},
        {"nnnnnnn", "^10", "~10", "10.x", ">=10.0.0"},
        {"MMMMMMM", "<3", "<=2.2.0", ">2", ">1.0.0"},
        {"MMMMMMM", "2 || 3", "2 - 3", ">=2 <3"},
        {"MMMMMMM", "0.x", "^0.1", "v2", "latest", "x"},
        {"MMMMMMM", "2.2.0-rc.1", "2.", "2.2.0.1"},
        {"MMMMMMM", "02", "2.02", "2.x.1"},
        // Beyond the table.
        {"nnyyyyn", " ^2 ", "^2.x", "^2.*.X", "2.X.*", "~2.x"},
        {
            "MMMMMMM",
            "^^2",
            "^",
            ">=",
            "2.0.0+b",
            "2,3",
            "٢",
            "^2 garbage",
            "99999999999999999999",
            "2.2.x-rc",
            "= =2",
            "X"
        },
    };

    static Stream<Arguments> truth() {
        return Stream.of(TRUTH).flatMap(row -> Stream.of(row).skip(1).map(range -> Arguments.of(range, row[0])));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("truth")
    @DisplayName("MAN-S1, MAN-81 to MAN-84: the truth table of ABI ranges")
    void truthTable(String range, String verdicts) {
        StringBuilder found = new StringBuilder();
        for (String host : HOSTS) {
            found.append(VersionRange.abi(range)
                    .map(read -> read.contains(SemVer.parse(host).orElseThrow()) ? "y" : "n")
                    .orElse("M"));
        }
        assertThat(found).hasToString(verdicts);
    }

    @ParameterizedTest
    @CsvSource({
        "^0.1.0, 0.1.9, true",
        "^0.1.0, 0.2.0, false",
        "^0.0.3, 0.0.3, true",
        "^0.0.3, 0.0.4, false",
        "^0.0, 0.0.9, true",
        "^0.0, 0.1.0, false",
        "^0, 0.9.0, true",
        "^0, 1.0.0, false",
        "0.x, 0.9.0, true",
        "~0.1, 0.2.0, false",
        ">=0, 7.0.0, true",
        "^1, 1.2.0, true",
        "^1, 1.2.0-rc.1, false",
        ">=1, 2.0.0-rc.1, false",
        "*, 1.2.0-rc.1, true",
    })
    @DisplayName("MAN-S21, MAN-126: dependency ranges allow major 0; a prerelease fits only the open range")
    void dependencyRanges(String range, String version, boolean fits) {
        assertThat(VersionRange.dependency(range)
                        .orElseThrow()
                        .contains(SemVer.parse(version).orElseThrow()))
                .isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "next", "workspace:*", "1 || 2", ">=1 <2 foo", "git+https://example.com/x"})
    @DisplayName("MAN-126: tags and other grammars are not dependency ranges")
    void otherGrammars(String range) {
        assertThat(VersionRange.dependency(range)).isEmpty();
    }

    @Test
    @DisplayName("A range is said in words and written as it was, trimmed")
    void words() {
        assertThat(VersionRange.abi(" ^2.3 ").orElseThrow()).hasToString("^2.3");
        assertThat(VersionRange.abi("^2.3").orElseThrow().words()).isEqualTo("2.3 or later, below 3.0");
        assertThat(VersionRange.abi(">=2.2.1").orElseThrow().words()).isEqualTo("2.2.1 or later");
        assertThat(VersionRange.abi("=2.2.0").orElseThrow().words()).isEqualTo("exactly 2.2.0");
        assertThat(VersionRange.abi("").orElseThrow().words()).isEqualTo("any version");
        assertThat(VersionRange.abi("").orElseThrow()).hasToString("*");
        assertThat(VersionRange.abi("^2")).isEqualTo(VersionRange.abi("^2"));
    }
}
