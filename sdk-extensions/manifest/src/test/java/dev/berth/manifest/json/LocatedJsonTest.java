/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocatedJsonTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 1,}        | 1:9  | a name in double quotes | a comma before }
            [1,]             | 1:4  | a value | a comma before ]
            {"a" 1}          | 1:6  | a colon | "1"
            {a: 1}           | 1:2  | a name in double quotes, or } | "a"
            {"a": 'x'}       | 1:7  | a value: a text, a number, an object, an array, true, false or null | a single quote
            {"a": tru}       | 1:7  | a value: a text, a number, an object, an array, true, false or null | "tru"
            {"a": NaN}       | 1:7  | a value: a text, a number, an object, an array, true, false or null | "NaN"
            {"a": 01}        | 1:7  | a value: a text, a number, an object, an array, true, false or null | "01"
            {"a": 1.}        | 1:7  | a value: a text, a number, an object, an array, true, false or null | "1."
            {"a": +5}        | 1:7  | a value: a text, a number, an object, an array, true, false or null | "+5"
            {"a": 1 "b": 2}  | 1:9  | a comma or } | a text in double quotes
            [1 2]            | 1:4  | a comma or ] | "2"
            [1,,2]           | 1:4  | a value | ","
            {"a": "x\\q"}    | 1:10 | one of the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX | "\\q"
            {"a": "x         | 1:9  | the closing double quote | the end of the file
            {"a":            | 1:6  | a value: a text, a number, an object, an array, true, false or null | the end of the file
            {                | 1:2  | a name in double quotes, or } | the end of the file
            {"a":1]          | 1:7  | a comma or } | "]"
            // c             | 1:1  | an object, { | a comment
            {"a": 1} x       | 1:10 | nothing after the end of the object | "x"
            {"a": 1, "b": {"c": 1, "c": 2}} | 1:24 | each key once in an object | the key "c" again, first at 1:16
            {"a": "\\ud800"} | 1:7  | text of whole characters | the unpaired surrogate \\ud800
            {"a": 1e99999999999} | 1:7 | a number with an exponent of at most 1000 | "1e99999999999"
            """)
    @DisplayName("MAN-12: malformed JSON is told by place, what is needed and what was found")
    void malformed(String text, String place, String needed, String found) {
        assertThat(LocatedJson.read(text).faults()).singleElement().satisfies(fault -> {
            assertThat(fault.found()).isEqualTo(found);
            assertThat(fault.needed()).isEqualTo(needed);
            assertThat(fault.place().line() + ":" + fault.place().column()).isEqualTo(place);
        });
    }

    @Test
    @DisplayName("MAN-12: an empty file, and a line end inside a text")
    void more() {
        assertThat(LocatedJson.read(" \n").faults().toString())
                .contains("line=2", "an object, {", "the end of the file");
        assertThat(LocatedJson.read("{\n \"a\": \"x\n\"}").faults().toString())
                .contains("line=2, column=9", "the end of the line");
        assertThat(LocatedJson.read("{\"a\": \"\u0001\"}").faults().toString()).contains("U+0001 as it is");
        assertThat(LocatedJson.read("1" + "0".repeat(2000)).faults()).hasSize(1);
    }

    @Test
    @DisplayName("MAN-12: nesting at most 32, told once, the rest is read")
    void nesting() {
        assertThat(LocatedJson.read("[".repeat(32) + "]".repeat(32)).faults()).isEmpty();
        LocatedJson.Result deep =
                LocatedJson.read("{\"a\": " + "[".repeat(100_000) + "]".repeat(100_000) + ", \"b\": 1}");
        assertThat(deep.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.found()).isEqualTo("level 33"));
        assertThat(((Node.Obj) deep.root().orElseThrow()).get("b")).isPresent();
    }

    @Test
    @DisplayName("Each value knows its line and column, in UTF-16 units, with any line end")
    void places() {
        Node.Obj root = (Node.Obj) LocatedJson.read("{\r\n  \"ä😀\": 7,\r  \"b\": [true,\n null]}")
                .root()
                .orElseThrow();
        assertThat(root.place()).isEqualTo(new Place(1, 1));
        assertThat(root.members().get(0).namePlace()).isEqualTo(new Place(2, 3));
        assertThat(root.members().get(0).value().place()).isEqualTo(new Place(2, 10));
        assertThat(root.members().get(1).value().place()).isEqualTo(new Place(3, 8));
        assertThat(((Node.Arr) root.members().get(1).value()).items().get(1).place())
                .isEqualTo(new Place(4, 2));
    }

    @Test
    @DisplayName("MAN-11: bytes that are not UTF-8 are told by place; a byte order mark is refused")
    void utf8() {
        assertThat(Utf8Text.of(new byte[] {'{', '\n', ' ', (byte) 0xC3, '('}))
                .isEqualTo(new Utf8Text.Unreadable(new Place(2, 2), "the byte 0xC3 at offset 3"));
        assertThat(Utf8Text.of(new byte[] {'a', (byte) 0xE2, (byte) 0x82}))
                .isEqualTo(new Utf8Text.Unreadable(new Place(1, 2), "the byte 0xE2 at offset 1"));
        assertThat(Utf8Text.of(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '{'}))
                .isInstanceOf(Utf8Text.Unreadable.class);
        assertThat(Utf8Text.of(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}))
                .as("an encoded surrogate")
                .isInstanceOf(Utf8Text.Unreadable.class);
    }
}
