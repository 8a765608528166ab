/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import static dev.berth.host.marketplace.pack.Opening.readable;
import static dev.berth.host.marketplace.pack.Opening.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.sdk.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryNameTest {
    @ParameterizedTest
    @DisplayName("TRUST-97, TRUST-98, T2: a name that could leave the package, or that some file system cannot hold")
    @ValueSource(
            strings = {
                "/etc/passwd",
                "//server/share",
                "C:evil",
                "c:/evil",
                "../evil",
                "a/../../evil",
                "a/..",
                "..",
                ".",
                "./a",
                "a/./b",
                "a//b",
                "a\\b",
                "..\\evil",
                "a\u0000b",
                "a\nb",
                "a\u007fb",
                "a\u0085b",
                "a.",
                "a/b.",
                "a ",
                "a /b",
                "...",
                "con",
                "CON",
                "a/nul.txt",
                "Aux.class",
                "prn",
                "com1",
                "LPT9.tar.gz",
                "com\u00b9",
                "CONIN$",
                "con .txt",
            })
    void unsafe(String name) {
        refused(ZipForge.jar().file(name, "x").bytes(), ProblemCode.ARCHIVE_PATH);
    }

    @ParameterizedTest
    @DisplayName("TRUST-97: names that only look like those")
    @ValueSource(
            strings = {
                "rootevil",
                "a..b",
                "..a",
                ".a",
                "conx",
                "console/a",
                "com/acme/A",
                "nulls",
                "lpt",
                "ab:c",
                "com10",
                "a b"
            })
    void harmless(String name) {
        assertThat(readable(ZipForge.jar().file(name, "x").bytes()).paths()).contains(name);
    }

    @Test
    @DisplayName("TRUST-97: 4096 bytes are the longest name")
    void length() {
        String longest = "a/".repeat(2047) + "ab";
        assertThat(readable(ZipForge.jar().file(longest, "x").bytes()).paths()).contains(longest);
        refused(ZipForge.jar().file(longest + "c", "x").bytes(), ProblemCode.ARCHIVE_PATH);
        String accents = "\u00e9".repeat(2049);
        refused(ZipForge.jar().file(accents, "x").bytes(), ProblemCode.ARCHIVE_PATH);
    }

    @ParameterizedTest
    @DisplayName("TRUST-16, TRUST-17: code points that nobody sees, judged by code point")
    @ValueSource(ints = {0x202E, 0x200B, 0x200D, 0xFEFF, 0xE0041, 0xE0100, 0xFE0F, 0xE000, 0x0378, 0xAD})
    void invisible(int point) {
        String said = refused(
                ZipForge.jar().file("a" + Character.toString(point) + "b", "x").bytes(), ProblemCode.TEXT_INVISIBLE);
        assertThat(said).contains("\"a<U+%04X>b\"".formatted(point)).doesNotContain(Character.toString(point));
    }

    @Test
    @DisplayName("TRUST-6: a name is UTF-8, and says so where it is not ASCII")
    void utf8() {
        assertThat(readable(ZipForge.jar().file("caf\u00e9/\u6771.md", "x").bytes())
                        .paths())
                .contains("caf\u00e9/\u6771.md");
        refused(
                ZipForge.jar()
                        .file("a", "x", entry -> entry.name = entry.localName = new byte[] {'a', (byte) 0xff})
                        .bytes(),
                ProblemCode.ARCHIVE_PATH);
        refused(
                ZipForge.jar()
                        .file("caf\u00e9", "x", entry -> entry.flags = entry.localFlags = 0)
                        .bytes(),
                ProblemCode.ARCHIVE_AMBIGUOUS);
    }

    @ParameterizedTest
    @DisplayName(
            "TRUST-99, T5: names that are one name exactly, by case folding or by NFC, or a file and a folder at once")
    @CsvSource({
        "a.txt, a.txt",
        "a.txt, A.TXT",
        "caf\u00e9, cafe\u0301",
        "stra\u00dfe, STRASSE",
        "\u03c3, \u03c2",
        "d, d/",
        "D/e, d",
        "d/e/f, d/e",
        "x/, X/",
    })
    void ambiguous(String one, String other) {
        refused(
                ZipForge.jar()
                        .file(one, content(one), deflate(one))
                        .file(other, content(other), deflate(other))
                        .bytes(),
                ProblemCode.ARCHIVE_AMBIGUOUS);
    }

    @Test
    @DisplayName("TRUST-99: a name that starts like another is another name")
    void different() {
        assertThat(readable(ZipForge.jar()
                                .file("a", "x")
                                .file("a.b", "x")
                                .file("a-b/c", "x")
                                .file("ab", "x")
                                .bytes())
                        .paths())
                .contains("a", "a.b", "a-b/c", "ab");
    }

    @Test
    @DisplayName("GATE-168: ten thousand bad names are a few problems that fit on a screen")
    void bounded() {
        ZipForge jar = ZipForge.jar();
        for (int i = 0; i < 500; i++) {
            jar.file("../" + i + "x".repeat(1000), "x");
        }
        assertThat(Opening.problems(Opening.open(jar.bytes())))
                .hasSize(6)
                .last()
                .satisfies(last -> assertThat(last.summary()).contains("has 495 more of these"))
                .satisfies(last -> assertThat(last.code()).isEqualTo(ProblemCode.ARCHIVE_PATH));
        assertThat(refused(jar.bytes(), ProblemCode.ARCHIVE_PATH)).hasSizeLessThan(400);
    }

    private static byte[] content(String name) {
        return name.endsWith("/") ? new byte[0] : "x".getBytes(StandardCharsets.UTF_8);
    }

    private static java.util.function.Consumer<ZipForge.Entry> deflate(String name) {
        return entry -> entry.content(content(name), !name.endsWith("/"));
    }
}
