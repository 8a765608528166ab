/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HiddenFilesTest {
    private static final Sample GOOD = Sample.connector();

    @ParameterizedTest
    @ValueSource(ints = {0x202E, 0xE0041, 0xE0100, 0xFE0F, 0x200D, 0xFEFF, 0x00AD, 0x0007, 0xE000})
    @DisplayName("TRUST-16, TRUST-17, T24: what nobody sees in a text file is refused, with file, line and code point")
    void hidden(int point) {
        String text = "const a = 1;\r\n\tconst b = '\uD83D\uDE00" + "x" + Character.toString(point) + "y';\n";
        Sample sample = GOOD.file("tools/tool.ts", text);
        assertThat(sample.host()).containsExactly("E text-invisible");
        Problem problem = sample.problem();
        String name = String.format("U+%04X", point);
        assertThat(problem.location()).isEqualTo(Optional.of(Location.of("tools/tool.ts", 2, 15)));
        assertThat(problem.facts().string("codePoint")).contains(name);
        assertThat(problem.text()).contains("tools/tool.ts", "remove " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.md", "a.json", "a.YAML", "a.js", "b/README.txt", "a.svg"})
    @DisplayName("TRUST-17, T24: every kind of file that people or models read")
    void kinds(String path) {
        assertThat(GOOD.file(path, "{}\u202E").host()).contains("E text-invisible");
    }

    @Test
    @DisplayName("TRUST-18, T24: line ends, tabs and emoji of many code points stay, in any script")
    void visible() {
        String text = "a\tb\r\nc\rd\n👨‍👩‍👧 Family, ❤️‍🔥, 1️⃣, 👍🏽\nŽluťoučký kůň, 日本語, עברית\n";
        assertThat(GOOD.file("notes.md", text).host()).isEmpty();
    }

    @Test
    @DisplayName("TRUST-17: what is no text is not judged as one, nor is a license of others")
    void others() {
        assertThat(GOOD.file("logo.png", "\u202E").host()).isEmpty();
        assertThat(GOOD.file("latin.txt", "caf\u00E9".getBytes(StandardCharsets.ISO_8859_1))
                        .host())
                .isEmpty();
        assertThat(GOOD.file("META-INF/NOTICE.txt", "page\fpage").host()).isEmpty();
        assertThat(GOOD.file("COPYING.txt", "page\fpage").host()).isEmpty();
    }

    @Test
    @DisplayName("TRUST-17: one problem a file, and no more than can be read")
    void many() {
        Sample sample = GOOD.file("a.md", "\u202E\n\u202E").file("b.md", "\u202E");
        assertThat(sample.host()).containsExactly("E text-invisible", "E text-invisible");
        for (int i = 0; i < 80; i++) {
            sample = sample.file("more/" + i + ".txt", "\u202E");
        }
        assertThat(sample.host()).hasSizeLessThanOrEqualTo(50);
    }
}
