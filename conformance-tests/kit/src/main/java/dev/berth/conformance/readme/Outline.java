/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.readme;

import dev.berth.manifest.json.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A README by its headings.
 *
 * @param blocks all of it
 * @param sections the known sections, each as it stands first
 * @param unknown the first heading of the second level that is not known, or known already
 */
record Outline(List<Block> blocks, Map<Name, Section> sections, Optional<Block.Heading> unknown) {
    /** The sections that a README may have (GATE-36), in their order (GATE-37). */
    enum Name {
        WORKS_WITH(1),
        CAPABILITIES(2);

        private final int bullets;

        Name(int bullets) {
            this.bullets = bullets;
        }

        /** Returns how many bullets it has at least (GATE-40). */
        int bullets() {
            return bullets;
        }

        static Optional<Name> of(Block.Heading heading) {
            return switch (heading.text().toLowerCase(Locale.ROOT)) {
                case "works with" -> Optional.of(WORKS_WITH);
                case "capabilities", "what you can do" -> Optional.of(CAPABILITIES);
                default -> Optional.empty();
            };
        }
    }

    /** A section: what stands between its heading and the next of the first two levels. */
    record Section(Name name, Block.Heading heading, List<Block> blocks) {
        int bullets() {
            return (int) blocks.stream().filter(Block.Bullet.class::isInstance).count();
        }
    }

    static Outline of(Markdown markdown) {
        List<Block> blocks = markdown.blocks();
        Map<Name, Section> sections = new EnumMap<>(Name.class);
        List<Block.Heading> unknown = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof Block.Heading heading && heading.level() == 2) {
                Optional<Name> name = Name.of(heading).filter(known -> !sections.containsKey(known));
                if (name.isPresent()) {
                    sections.put(
                            name.get(), new Section(name.get(), heading, blocks.subList(i + 1, end(blocks, i + 1))));
                } else {
                    unknown.add(heading);
                }
            }
        }
        return new Outline(blocks, Map.copyOf(sections), unknown.stream().findFirst());
    }

    private static int end(List<Block> blocks, int from) {
        int end = from;
        while (end < blocks.size() && !(blocks.get(end) instanceof Block.Heading heading && heading.level() <= 2)) {
            end++;
        }
        return end;
    }

    List<Block.Heading> headings(int level) {
        return blocks.stream()
                .filter(Block.Heading.class::isInstance)
                .map(Block.Heading.class::cast)
                .filter(heading -> heading.level() == level)
                .toList();
    }

    /** Returns the first heading below the second level. */
    Optional<Block.Heading> deepest() {
        return blocks.stream()
                .filter(block -> block instanceof Block.Heading heading && heading.level() > 2)
                .map(Block.Heading.class::cast)
                .findFirst();
    }

    Optional<Section> section(Name name) {
        return Optional.ofNullable(sections.get(name));
    }

    boolean isBefore(Section one, Section other) {
        return one.heading().place().line() < other.heading().place().line();
    }

    /** Returns where the title stands, or the start if there is none. */
    Place titlePlace() {
        return headings(1).stream().findFirst().map(Block.Heading::place).orElse(Place.START);
    }

    /** Returns what stands between the title, or the start if there is none, and the first section. */
    List<Block> opening() {
        int title = headings(1).stream().findFirst().map(blocks::indexOf).orElse(-1);
        int end = title + 1;
        while (end < blocks.size() && !(blocks.get(end) instanceof Block.Heading heading && heading.level() == 2)) {
            end++;
        }
        return blocks.subList(title + 1, end);
    }

    /** Returns the lines of the first paragraph of the opening. */
    List<Block.Line> openingParagraph() {
        List<Block.Line> lines = new ArrayList<>();
        for (Block block : opening()) {
            boolean goesOn = block instanceof Block.Line line && !line.opens();
            if (!lines.isEmpty() && !goesOn) {
                return lines;
            }
            if (block instanceof Block.Line line) {
                lines.add(line);
            }
        }
        return lines;
    }
}
