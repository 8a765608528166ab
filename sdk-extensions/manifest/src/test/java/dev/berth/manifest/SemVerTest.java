/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SemVerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1.2.3",
                " 1.2.3",
                "1.2.3 ",
                "01.2.3",
                "1.02.3",
                "1.2.3-01",
                "1.2.3+b",
                "1.2",
                "1",
                "",
                "1.2.3.4",
                "=1.2.3",
                "1.2.3-",
                "1.2.3-a..b",
                "99999999999.0.0",
                "1.2.3-é",
                "١.2.3",
                "-1.0.0"
            })
    @DisplayName("MAN-33: a version is strict SemVer in canonical text without a build part")
    void refused(String text) {
        assertThat(SemVer.parse(text)).isEmpty();
    }

    @Test
    @DisplayName("MAN-33: hostile lengths are refused, not matched")
    void longText() {
        assertThat(SemVer.parse("1.0.0-" + "a.".repeat(100_000) + "a")).isEmpty();
    }

    @Test
    @DisplayName("SemVer 11: precedence")
    void precedence() {
        List<String> ascending = List.of(
                "0.0.0",
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0.0",
                "1.0.1",
                "1.10.0",
                "2.0.0");
        assertThat(ascending.stream()
                        .map(text -> SemVer.parse(text).orElseThrow())
                        .sorted()
                        .map(SemVer::toString))
                .isEqualTo(ascending);
    }

    @ParameterizedTest
    @CsvSource({"2.2.0,2.2.0", "2.2.0-SNAPSHOT,2.2.0", "2.2.0-rc.1+b,2.2.0", "2.2,", "v2.2.0,", "latest,"})
    @DisplayName("MAN-86: a host version is read as its leading x.y.z")
    void leading(String text, String expected) {
        assertThat(SemVer.leading(text).map(SemVer::toString).orElse(null)).isEqualTo(expected);
    }
}
