/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.SubjectBuilder;
import dev.berth.manifest.Phase;
import dev.berth.sdk.problem.Location;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ReadmeGateTest {
    private static final String OPENING = """
            Reads contacts of the CRM and hands them to agents, so that nobody has to copy addresses by hand. It asks for
            what it needs at the first start and works without further care, on every plan that the CRM is sold with.
            """;
    private static final String WORKS_WITH = "## Works with\n\n- The CRM, from its third version.\n\n";
    private static final String CAPABILITIES = "## Capabilities\n\n- Finds contacts.\n- Keeps them fresh.\n\n";
    private static final String GOOD = "# CRM\n\n" + OPENING + "\n" + WORKS_WITH + CAPABILITIES;

    private static List<String> codes(String readme) {
        return SubjectBuilder.connector()
                .file("README.md", readme)
                .run(new ReadmeGate())
                .codes();
    }

    @ParameterizedTest
    @DisplayName("GATE-S11, GATE-33: 250 to 2500 bytes, both included")
    @CsvSource({"249, true", "250, false", "2500, false", "2501, true"})
    void size(int bytes, boolean refused) {
        String frame = "# CRM\n\n" + CAPABILITIES;
        String opening = "é" + "x".repeat(bytes - frame.length() - 4) + "\n\n";
        assertThat(codes("# CRM\n\n" + opening + CAPABILITIES))
                .isEqualTo(refused ? List.of("GATE-33 readme-size") : List.of());
    }

    @Test
    @DisplayName("GATE-33: the text of the page")
    void text() {
        String readme = "# CRM\n\n" + "x".repeat(249 - 9 - CAPABILITIES.length()) + "\n\n" + CAPABILITIES;
        assertThat(SubjectBuilder.connector()
                        .file("README.md", readme)
                        .run(new ReadmeGate())
                        .problem()
                        .text())
                .isEqualTo("""
                        @acme/crm-connector 1.4.0 needs a README of 250 to 2500 bytes; found 249. The package was not written.
                        Declared at README.md:1:1. Author: lengthen the opening paragraph by one sentence. [readme-size]""");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("good", GOOD, "", 0),
                Arguments.of("no H1", GOOD.replace("# CRM\n", ""), "GATE-34 readme-h1", 1),
                Arguments.of("two H1", GOOD + "# Again\n", "GATE-34 readme-h1", 15),
                Arguments.of("an H3", GOOD + "### Deep\n", "GATE-35 readme-deep-heading", 15),
                Arguments.of("an H6", GOOD + "###### Deep\n", "GATE-35 readme-deep-heading", 15),
                Arguments.of("seven hashes are text", GOOD + "####### x\n", "GATE-40 readme-section", 15),
                Arguments.of("unknown H2", GOOD + "## Requirements\n\nText.\n", "GATE-36 readme-heading", 15),
                Arguments.of("any case", GOOD.replace("## Capabilities", "## CAPABILITIES ##"), "", 0),
                Arguments.of("other name", GOOD.replace("## Capabilities", "## What you can do"), "", 0),
                Arguments.of(
                        "both names",
                        GOOD + CAPABILITIES.replace("Capabilities", "What you can do"),
                        "GATE-36 readme-heading",
                        15),
                Arguments.of("twice", GOOD + WORKS_WITH, "GATE-36 readme-heading", 15),
                Arguments.of(
                        "no capabilities",
                        "# CRM\n\n" + OPENING + "\n" + WORKS_WITH,
                        "GATE-36 readme-capabilities-missing",
                        1),
                Arguments.of("no works with", "# CRM\n\n" + OPENING + "\n" + CAPABILITIES, "", 0),
                Arguments.of(
                        "order", "# CRM\n\n" + OPENING + "\n" + CAPABILITIES + WORKS_WITH, "GATE-37 readme-order", 11),
                Arguments.of(
                        "no paragraph",
                        GOOD.replace(OPENING, "").replace("fresh.", "fresh, " + "x".repeat(250)),
                        "GATE-38 readme-opening-missing",
                        1),
                Arguments.of(
                        "bullet after the paragraph",
                        GOOD.replace(OPENING, OPENING + "\n- A bullet.\n"),
                        "GATE-38 readme-opening-bullets",
                        6),
                Arguments.of(
                        "bullets only",
                        GOOD.replace(OPENING, "* " + OPENING.replace("\n", " ") + "\n"),
                        "GATE-38 readme-opening-bullets",
                        3),
                Arguments.of("numbered list is a paragraph", GOOD.replace(OPENING, "1. " + OPENING), "", 0),
                Arguments.of(
                        "tagline", GOOD.replace(OPENING, "*" + OPENING.strip() + "*\n"), "GATE-39 readme-tagline", 3),
                Arguments.of(
                        "bold tagline before a paragraph",
                        GOOD.replace(OPENING, "**The CRM.**\n\n" + OPENING),
                        "GATE-39 readme-tagline",
                        3),
                Arguments.of("emphasis in it", GOOD.replace(OPENING, "*The* CRM *is* fine\n" + OPENING), "", 0),
                Arguments.of(
                        "no bullet",
                        GOOD.replace("- The CRM, from its third version.", ""),
                        "GATE-40 readme-bullets",
                        6),
                Arguments.of("one capability", GOOD.replace("- Keeps them fresh.\n", ""), "GATE-40 readme-bullets", 10),
                Arguments.of(
                        "prose in a section",
                        GOOD.replace("- Keeps", "It does this:\n- Keeps"),
                        "GATE-40 readme-section",
                        13),
                Arguments.of(
                        "prose in place of bullets", GOOD.replace("- The CRM", "The CRM"), "GATE-40 readme-section", 8),
                Arguments.of("html", GOOD.replace("Finds", "Finds<br>"), "GATE-32 readme-html", 12),
                Arguments.of(
                        "html over lines",
                        GOOD.replace("contacts of", "<a\nhref=x>contacts"),
                        "GATE-32 readme-html",
                        3),
                Arguments.of("comment", GOOD.replace("Finds", "<!-- Finds -->"), "GATE-32 readme-html", 12),
                Arguments.of("html in a fence", GOOD + "```\n<br>\n# x\n```\n", "", 0),
                Arguments.of("html in an open fence", GOOD + "~~~html\n<br>\n", "", 0),
                Arguments.of("html in code", GOOD.replace("Finds", "Finds `<br>` and ``<a `b``"), "", 0),
                Arguments.of("html between code", GOOD.replace("Finds", "`a` <br> `b`"), "GATE-32 readme-html", 12),
                Arguments.of(
                        "backticks of two bullets are no code",
                        GOOD.replace("Finds", "a ` <br>").replace("Keeps", "a `"),
                        "GATE-32 readme-html",
                        12),
                Arguments.of(
                        "autolink, escape, sign", GOOD.replace("Finds", "<https://a.example> \\<br> 1 < 2 > 1"), "", 0),
                Arguments.of("yaml", "---\nname: crm # x\n---\n" + GOOD, "GATE-31 readme-front-matter", 1),
                Arguments.of("toml", "+++\n# a comment\nname = 'crm'\n+++\n" + GOOD, "GATE-31 readme-front-matter", 1),
                Arguments.of("title in code", GOOD.replace("# CRM", "# `crm`"), "", 0),
                Arguments.of("windows lines", GOOD.replace("\n", "\r\n"), "", 0));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("GATE-S12, GATE-S13, GATE-31 to GATE-40: the code of its rule at its line, no other")
    @MethodSource
    void faults(String name, String readme, String code, int line) {
        assertThat(codes(readme)).isEqualTo(code.isEmpty() ? List.of() : List.of(code));
        assertThat(SubjectBuilder.connector()
                        .file("README.md", readme)
                        .run(new ReadmeGate())
                        .problems())
                .allSatisfy(problem -> assertThat(
                                problem.location().map(Location::line).orElse(0))
                        .isEqualTo(line));
    }

    static Stream<Arguments> markers() {
        return Stream.of(
                Arguments.of("GATE-41", "README.md", "", Phase.CHECK, List.of()),
                Arguments.of("GATE-42", "", ".readme-pending=", Phase.CHECK, List.of()),
                Arguments.of("GATE-42", "", ".readme-pending=", Phase.PUBLISH, List.of("GATE-42 readme-missing")),
                Arguments.of("GATE-43", "", "", Phase.CHECK, List.of("GATE-30 readme-missing")),
                Arguments.of(
                        "GATE-44",
                        "README.md",
                        ".readme-pending=",
                        Phase.CHECK,
                        List.of("GATE-44 readme-marker-stale")),
                Arguments.of("GATE-45", "", ".readme-pending=x", Phase.CHECK, List.of("GATE-45 readme-marker-invalid")),
                Arguments.of(
                        "GATE-45",
                        "README.md",
                        "sub/.readme-pending=",
                        Phase.CHECK,
                        List.of("GATE-45 readme-marker-invalid")));
    }

    @ParameterizedTest(name = "{0} {3}")
    @DisplayName("GATE-S14, GATE-41 to GATE-45: the marker table")
    @MethodSource
    void markers(String rule, String readme, String marker, Phase phase, List<String> codes) {
        SubjectBuilder subject = SubjectBuilder.connector().phase(phase);
        if (readme.isEmpty()) {
            subject.withoutFile("README.md");
        }
        if (!marker.isEmpty()) {
            subject.file(marker.substring(0, marker.indexOf('=')), marker.substring(marker.indexOf('=') + 1));
        }
        assertThat(subject.run(new ReadmeGate()).codes()).isEqualTo(codes);
    }

    @Test
    @DisplayName("GATE-30: a README of another case is named")
    void otherCase() {
        assertThat(SubjectBuilder.connector()
                        .withoutFile("README.md")
                        .file("readme.md", GOOD)
                        .run(new ReadmeGate())
                        .problem()
                        .summary())
                .contains("found \"readme.md\"");
    }

    @Test
    @DisplayName("GATE-40: whatever a README holds, the gate ends and counts each rule once")
    void hostile() {
        for (String piece :
                List.of("`", "``` `", "<a", "<", "*", "_a", "# ", "#", "- ", "\n", "\n# a", "\n`", "\\<", "a*", "\0")) {
            String readme = piece.repeat(200_000 / piece.length());
            assertThat(codes(readme)).contains("GATE-33 readme-size").hasSizeLessThan(9);
        }
        byte[] noise = new byte[100_000];
        new java.util.Random(40).nextBytes(noise);
        assertThat(SubjectBuilder.connector()
                        .file("README.md", noise)
                        .run(new ReadmeGate())
                        .codes())
                .contains("GATE-33 readme-size");
    }
}
