/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.readme;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes code out of Markdown: fences with their lines, and what stands between two runs of as many backticks in one block. A letter
 * takes the place of each character of inline code, so that a title which is nothing but code stays one.
 */
final class Code {
    private static final char STAND_IN = 'x';

    private Code() {}

    static List<String> remove(List<String> lines) {
        return withoutSpans(withoutFences(lines));
    }

    /** A fence that is never closed goes to the end, as CommonMark has it. */
    private static List<String> withoutFences(List<String> lines) {
        List<String> kept = new ArrayList<>(lines.size());
        String open = "";
        for (String line : lines) {
            String fence = fence(line);
            if (open.isEmpty()) {
                open = fence;
                kept.add(fence.isEmpty() ? line : "");
            } else {
                boolean closes = fence.startsWith(open) && line.strip().length() == fence.length();
                open = closes ? "" : open;
                kept.add("");
            }
        }
        return kept;
    }

    /** Returns the run of three or more backticks or tildes with which a line opens or closes a fence; empty if it does not. */
    private static String fence(String line) {
        String bare = line.strip();
        if (bare.isEmpty() || (bare.charAt(0) != '`' && bare.charAt(0) != '~')) {
            return "";
        }
        int length = runLength(bare, 0);
        boolean backticksAfter = bare.charAt(0) == '`' && bare.indexOf('`', length) >= 0;
        return length >= 3 && !backticksAfter ? bare.substring(0, length) : "";
    }

    private static List<String> withoutSpans(List<String> lines) {
        List<String> kept = new ArrayList<>(lines.size());
        List<String> block = new ArrayList<>();
        for (String line : lines) {
            String bare = line.strip();
            boolean alone = bare.isEmpty() || Markdown.isHeading(bare);
            if (alone || Markdown.isBullet(bare)) {
                flush(block, kept);
            }
            block.add(line);
            if (alone) {
                flush(block, kept);
            }
        }
        flush(block, kept);
        return kept;
    }

    private static void flush(List<String> block, List<String> kept) {
        if (!block.isEmpty()) {
            kept.addAll(List.of(withoutSpans(String.join("\n", block)).split("\n", -1)));
            block.clear();
        }
    }

    /** A backslash keeps backticks from beginning code, not from ending it. */
    private record Run(int start, int length, boolean opens) {}

    private static String withoutSpans(String text) {
        List<Run> runs = runs(text);
        Map<Integer, Deque<Run>> byLength = new HashMap<>();
        runs.forEach(run -> byLength.computeIfAbsent(run.length(), length -> new ArrayDeque<>())
                .add(run));
        StringBuilder out = new StringBuilder(text);
        int done = 0;
        for (Run run : runs) {
            Deque<Run> same = byLength.getOrDefault(run.length(), new ArrayDeque<>());
            while (!same.isEmpty() && same.peek().start() <= run.start()) {
                same.remove();
            }
            if (run.opens() && run.start() >= done && !same.isEmpty()) {
                done = same.peek().start() + run.length();
                blank(out, run.start(), done);
            }
        }
        return out.toString();
    }

    private static List<Run> runs(String text) {
        List<Run> runs = new ArrayList<>();
        for (int i = text.indexOf('`'); i >= 0; i = text.indexOf('`', i)) {
            int length = runLength(text, i);
            runs.add(new Run(i, length, i == 0 || text.charAt(i - 1) != '\\'));
            i += length;
        }
        return runs;
    }

    private static int runLength(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) == text.charAt(start)) {
            end++;
        }
        return end - start;
    }

    private static void blank(StringBuilder out, int start, int end) {
        for (int i = start; i < end; i++) {
            if (out.charAt(i) != '\n') {
                out.setCharAt(i, STAND_IN);
            }
        }
    }
}
