/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.readme;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Rule;
import dev.berth.conformance.policy.ReadmePolicy;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a README is made of (GATE-31 to GATE-40). A rule that is broken in many places names the first. */
final class ReadmeRules {
    private static final Rule FRONT_MATTER = Rule.of("GATE-31", ProblemCode.README_FRONT_MATTER);
    private static final Rule HTML = Rule.of("GATE-32", ProblemCode.README_HTML);
    private static final Rule SIZE = Rule.of("GATE-33", ProblemCode.README_SIZE);
    private static final Rule TITLE = Rule.of("GATE-34", ProblemCode.README_H1);
    private static final Rule DEPTH = Rule.of("GATE-35", ProblemCode.README_DEEP_HEADING);
    private static final Rule SECTIONS =
            Rule.of("GATE-36", ProblemCode.README_HEADING, ProblemCode.README_CAPABILITIES_MISSING);
    private static final Rule ORDER = Rule.of("GATE-37", ProblemCode.README_ORDER);
    private static final Rule OPENING =
            Rule.of("GATE-38", ProblemCode.README_OPENING_MISSING, ProblemCode.README_OPENING_BULLETS);
    private static final Rule TAGLINE = Rule.of("GATE-39", ProblemCode.README_TAGLINE);
    private static final Rule BULLETS = Rule.of("GATE-40", ProblemCode.README_SECTION, ProblemCode.README_BULLETS);

    static final List<Rule> ALL =
            List.of(FRONT_MATTER, HTML, SIZE, TITLE, DEPTH, SECTIONS, ORDER, OPENING, TAGLINE, BULLETS);

    private static final Place START = Place.START;

    private final Outline outline;
    private final Findings findings;

    private ReadmeRules(Outline outline, Findings findings) {
        this.outline = outline;
        this.findings = findings;
    }

    static void judge(byte[] bytes, ReadmePolicy policy, Findings findings) {
        Markdown markdown = Markdown.read(new String(bytes, StandardCharsets.UTF_8));
        ReadmeRules rules = new ReadmeRules(Outline.of(markdown), findings);
        rules.frontMatter(markdown);
        rules.html(markdown);
        rules.size(bytes.length, policy);
        rules.titles();
        rules.headings();
        rules.opening();
        rules.sections();
    }

    private void frontMatter(Markdown markdown) {
        markdown.frontMatter()
                .ifPresent(line -> findings.add(
                        FRONT_MATTER,
                        fault(ProblemCode.README_FRONT_MATTER, START)
                                .says("needs a README that starts with its title")
                                .found(line + ", which begins " + (line.equals("---") ? "YAML" : "TOML")
                                        + " front matter")
                                .author("remove the front matter; package.json says what the extension is")));
    }

    private void html(Markdown markdown) {
        Html.first(markdown.prose())
                .ifPresent(html -> findings.add(
                        HTML,
                        fault(ProblemCode.README_HTML, html.place())
                                .says("needs a README without raw HTML")
                                .found(Quoted.of(html.tag()))
                                .author("write it in Markdown, or put it between backticks if it is to be shown")));
    }

    private void size(int bytes, ReadmePolicy policy) {
        if (bytes < policy.least() || bytes > policy.most()) {
            findings.add(
                    SIZE,
                    fault(ProblemCode.README_SIZE, START)
                            .says("needs a README of " + policy.least() + " to " + policy.most() + " bytes")
                            .found(String.valueOf(bytes))
                            .fact("bytes", bytes)
                            .author(
                                    bytes < policy.least()
                                            ? "lengthen the opening paragraph by one sentence"
                                            : "shorten it; what is needed once stands better in a document of its own"));
        }
    }

    private void titles() {
        List<Block.Heading> titles = outline.headings(1);
        if (titles.size() != 1) {
            findings.add(
                    TITLE,
                    fault(
                                    ProblemCode.README_H1,
                                    titles.isEmpty() ? START : titles.get(1).place())
                            .says("needs exactly one title, a line \"# …\", in its README")
                            .found(titles.isEmpty() ? "none" : titles.size() + " of them")
                            .author(
                                    titles.isEmpty()
                                            ? "start the README with \"# \" and the extension's name"
                                            : "make the second title part of the text"));
        }
    }

    private void headings() {
        outline.deepest()
                .ifPresent(heading -> findings.add(
                        DEPTH,
                        fault(ProblemCode.README_DEEP_HEADING, heading.place())
                                .says("needs a README with headings of the first two levels only")
                                .found("level " + heading.level() + ", " + Quoted.of(heading.text()))
                                .author("make the heading a bullet")));
        outline.unknown()
                .ifPresent(heading -> findings.add(
                        SECTIONS,
                        fault(ProblemCode.README_HEADING, heading.place())
                                .says("needs a README with no other sections than \"Works with\" and \"Capabilities\","
                                        + " each at most once")
                                .found(Quoted.of(heading.text())
                                        + (Outline.Name.of(heading).isPresent() ? " a second time" : ""))
                                .near(heading.text(), List.of("Works with", "Capabilities"))
                                .author("move what it says into one of the two, or remove it")));
        Optional<Outline.Section> worksWith = outline.section(Outline.Name.WORKS_WITH);
        Optional<Outline.Section> capabilities = outline.section(Outline.Name.CAPABILITIES);
        if (capabilities.isEmpty()) {
            findings.add(
                    SECTIONS,
                    fault(ProblemCode.README_CAPABILITIES_MISSING, START)
                            .says("needs a section \"## Capabilities\" in its README")
                            .found("none")
                            .author("add the section with at least two bullets"));
        } else if (worksWith.isPresent() && outline.isBefore(capabilities.get(), worksWith.get())) {
            findings.add(
                    ORDER,
                    fault(ProblemCode.README_ORDER, worksWith.get().heading().place())
                            .says("needs \"Works with\" before \"Capabilities\" in its README")
                            .found("it after")
                            .author("swap the two sections"));
        }
    }

    private void opening() {
        Optional<Block> bullet = outline.opening().stream()
                .filter(Block.Bullet.class::isInstance)
                .findFirst();
        List<Block.Line> paragraph = outline.openingParagraph();
        if (bullet.isPresent()) {
            findings.add(
                    OPENING,
                    fault(ProblemCode.README_OPENING_BULLETS, bullet.get().place())
                            .says("needs an opening of whole sentences before the first section of its README")
                            .found("a bullet")
                            .author("write the opening as a paragraph and move bullets below \"Capabilities\""));
        } else if (paragraph.isEmpty()) {
            findings.add(
                    OPENING,
                    fault(ProblemCode.README_OPENING_MISSING, outline.titlePlace())
                            .says("needs a paragraph between the title and the first section of its README")
                            .found("none")
                            .author("say in two sentences what the extension is for"));
        }
        if (!paragraph.isEmpty() && Emphasis.isAll(paragraph)) {
            findings.add(
                    TAGLINE,
                    fault(ProblemCode.README_TAGLINE, paragraph.get(0).place())
                            .says("needs an opening paragraph of plain text in its README")
                            .found("nothing but emphasis")
                            .author("write a sentence in place of the tagline"));
        }
    }

    private void sections() {
        Stream.of(Outline.Name.values())
                .flatMap(name -> outline.section(name).stream())
                .forEach(this::section);
    }

    /** One mistake is one finding: who wrote sentences in place of bullets has too few bullets for that reason. */
    private void section(Outline.Section section) {
        String heading = Quoted.of(section.heading().text());
        int least = section.name().bullets();
        Optional<Block> prose =
                section.blocks().stream().filter(Block.Line.class::isInstance).findFirst();
        if (prose.isPresent()) {
            findings.add(
                    BULLETS,
                    fault(ProblemCode.README_SECTION, prose.get().place())
                            .says("needs a section " + heading + " of bullets only, one line each")
                            .found("a line of text")
                            .author("start the line with \"- \", or join it to the bullet before it"));
        } else if (section.bullets() < least) {
            findings.add(
                    BULLETS,
                    fault(ProblemCode.README_BULLETS, section.heading().place())
                            .says("needs at least " + (least == 1 ? "one bullet" : "two bullets") + " under " + heading)
                            .found(section.bullets() == 0 ? "none" : "one")
                            .author("add a line that starts with \"- \""));
        }
    }

    private static Fault fault(ProblemCode code, Place place) {
        return Fault.of(code, Location.of(ReadmeGate.FILE, place.line(), place.column()));
    }
}
