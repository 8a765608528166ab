/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.Phase;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 9, kinds skill and connector. */
class PayloadTest {
    private static Sample skill(String frontMatter) {
        return Sample.of("skill").file("skills/greet/SKILL.md", frontMatter);
    }

    private static String front(String lines) {
        return "---\n" + lines + "\n---\n# Greeting\n";
    }

    private static final String GOOD = "name: greet\ndescription: Says hello.";

    @Test
    @DisplayName("MAN-163: a connector without code and configuration does nothing")
    void emptyConnector() {
        Sample empty = Sample.of("connector");
        assertThat(empty.host()).containsExactly("W connector-empty");
        assertThat(empty.validate(Phase.HOST).manifest()).isPresent();
    }

    @Test
    @DisplayName("MAN-175: a skill package has a skill, and each folder below skills/ is one")
    void missing() {
        assertThat(Sample.of("skill").host()).containsExactly("E skill-missing");
        assertThat(skill(front(GOOD)).host()).isEmpty();
        assertThat(skill(front(GOOD)).file("skills/README.md", "").host()).isEmpty();
        assertThat(skill(front(GOOD)).file("skills/greet/run.sh", "").host()).isEmpty();
        assertThat(skill(front(GOOD))
                        .file("skills/other/skill.md", "")
                        .problem()
                        .text())
                .contains("found no such file, near \"skill.md\"", "[skill-missing]");
        assertThat(skill(front(GOOD)).file("skills/../x", "").host()).contains("E path-unsafe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# Greeting",
                "---\nname: greet",
                "---\n- a\n---\n",
                "---\n\n---\n",
                "---\nname: [\n---\n",
                "---\nname: a\nname: b\n---\n",
                "---\nname: &x a\ndescription: *x\n---\n",
                "---\nname: !!str a\n---\n",
                "---\n? [a]\n: b\n---\n",
                "---\na: b: c\n---\n",
                "---\n\"\\UFFFFFFFF\": 1\n---\n",
                "---\n\u0001\n---\n",
                "\uFEFF---\nname: greet\n---\n"
            })
    @DisplayName("MAN-176: front matter is a strict YAML mapping between two lines")
    void frontMatter(String text) {
        assertThat(skill(text).host()).containsExactly("E skill-front-matter");
    }

    @Test
    @DisplayName("MAN-176: unknown keys, and where a fault stands")
    void keys() {
        assertThat(skill(front(GOOD + "\ndescripton: x")).problem().text())
                .contains("near \"description\"", "skills/greet/SKILL.md:4:1 \"descripton\"");
        assertThat(skill(front(GOOD + "\nmetadata: {a: [b, {c: d}]}\nlicense: MIT\nallowed-tools: [a]"))
                        .host())
                .isEmpty();
        assertThat(skill(front(GOOD + "\nmetadata: x")).host()).containsExactly("E skill-front-matter");
        assertThat(skill(front("a: " + "[".repeat(5000))).host()).containsExactly("E skill-front-matter");
    }

    @Test
    @DisplayName("MAN-S34: name other than the folder, an angle bracket, match_when at the top")
    void scenario() {
        assertThat(skill(front("name: other\ndescription: <b>\nmatch_when: always"))
                        .host())
                .containsExactly("E skill-name", "E skill-description", "W skill-match-when-place");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Greet", "-greet", "greet-", "gr--eet", "12", "grüße", "''", "[a]"})
    @DisplayName("MAN-177: the form of names; a number is no text")
    void name(String name) {
        assertThat(skill(front("name: " + name + "\ndescription: A.")).host()).containsExactly("E skill-name");
    }

    @Test
    @DisplayName("MAN-178: description and compatibility")
    void description() {
        assertThat(skill(front("name: greet")).host()).containsExactly("E skill-description");
        assertThat(skill(front("name: greet\ndescription: " + "x".repeat(1024))).host())
                .isEmpty();
        assertThat(skill(front("name: greet\ndescription: " + "x".repeat(1025))).host())
                .containsExactly("E skill-description");
        assertThat(skill(front("name: greet\ndescription: no")).host())
                .as("YAML 1.2: no is a text")
                .isEmpty();
        assertThat(skill(front(GOOD + "\ncompatibility: " + "x".repeat(501))).host())
                .containsExactly("E skill-description");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            always | true
            [always] | true
            [{agent_id: a}, {agent_has_tag: b}] | true
            [] | false
            never | false
            [{agent_id: 7}] | false
            [{agent_id: a, agent_has_tag: b}] | false
            {agent_id: a} | false
            """)
    @DisplayName("MAN-179, MAN-180: match_when under metadata; malformed is a hint with a warning")
    void matchWhen(String value, boolean valid) {
        assertThat(skill(front(GOOD + "\nmetadata:\n  match_when: " + value)).host())
                .isEqualTo(valid ? List.of() : List.of("W skill-match-when"));
    }

    @Test
    @DisplayName("MAN-179: the old place is read when the new one is absent")
    void oldPlace() {
        assertThat(skill(front(GOOD + "\nmatch_when: never")).host())
                .containsExactly("W skill-match-when", "W skill-match-when-place");
        assertThat(skill(front(GOOD + "\nmatch_when: never\nmetadata: {match_when: always}"))
                        .host())
                .containsExactly("W skill-match-when-place");
    }

    @Test
    @DisplayName("MAN-17: metadata has one of the block's names")
    void alias() {
        assertThat(skill(front(GOOD + "\nmetadata: {berth: {}, cinatra: {}}")).host())
                .containsExactly("E payload-folder-ambiguous");
    }
}
