/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.readme;

import dev.berth.manifest.json.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A README by the words of section 4 of gates.md. Fenced code and inline code are removed first; what is left keeps its place.
 * Linear in its length.
 *
 * @param frontMatter the line {@code ---} or {@code +++} at the start, if there is one (GATE-31)
 * @param prose the lines without code and front matter
 * @param blocks what the lines are; blank ones are nothing
 */
record Markdown(Optional<String> frontMatter, List<String> prose, List<Block> blocks) {
    Markdown {
        prose = List.copyOf(prose);
        blocks = List.copyOf(blocks);
    }

    static Markdown read(String text) {
        List<String> lines = new ArrayList<>(
                (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList());
        Optional<String> frontMatter = removeFrontMatter(lines);
        List<String> prose = Code.remove(lines);
        return new Markdown(frontMatter, prose, blocks(prose));
    }

    /** Also what begins like front matter and never ends is some; then only its first line goes. */
    private static Optional<String> removeFrontMatter(List<String> lines) {
        String first = lines.isEmpty() ? "" : lines.get(0).stripTrailing();
        if (!first.equals("---") && !first.equals("+++")) {
            return Optional.empty();
        }
        int end = 0;
        for (int i = 1; i < lines.size() && end == 0; i++) {
            end = lines.get(i).stripTrailing().equals(first) ? i : 0;
        }
        for (int i = 0; i <= end; i++) {
            lines.set(i, "");
        }
        return Optional.of(first);
    }

    private static List<Block> blocks(List<String> prose) {
        List<Block> blocks = new ArrayList<>();
        boolean open = false;
        for (int i = 0; i < prose.size(); i++) {
            String line = prose.get(i);
            String bare = line.strip();
            Place place = new Place(i + 1, line.length() - line.stripLeading().length() + 1);
            int level = level(bare);
            boolean bullet = isBullet(bare);
            if (level > 0) {
                blocks.add(new Block.Heading(level, title(bare.substring(level)), place));
            } else if (bullet) {
                blocks.add(new Block.Bullet(place));
            } else if (!bare.isEmpty()) {
                blocks.add(new Block.Line(bare, !open, place));
            }
            open = level == 0 && !bullet && !bare.isEmpty();
        }
        return blocks;
    }

    /** Returns how many {@code #} stand before a text; 0 if it is no heading. */
    private static int level(String bare) {
        int level = 0;
        while (level < bare.length() && bare.charAt(level) == '#') {
            level++;
        }
        boolean heading = level >= 1 && level <= 6 && level < bare.length() && isBlank(bare.charAt(level));
        return heading && !title(bare.substring(level)).isEmpty() ? level : 0;
    }

    private static String title(String rest) {
        String text = rest.strip();
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '#') {
            end--;
        }
        boolean closed = end < text.length() && (end == 0 || isBlank(text.charAt(end - 1)));
        return closed ? text.substring(0, end).strip() : text;
    }

    static boolean isBullet(String bare) {
        return bare.length() > 1 && "-*+".indexOf(bare.charAt(0)) >= 0 && isBlank(bare.charAt(1));
    }

    static boolean isHeading(String bare) {
        return level(bare) > 0;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
