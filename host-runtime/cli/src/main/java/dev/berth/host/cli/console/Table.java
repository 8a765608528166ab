/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Rows in columns that fit the page. When they are too wide, sentences are broken into lines, and columns that one can do without
 * are left out; words are never broken.
 */
public final class Table {
    private static final int GAP = 2;

    private final List<String> heads;
    private final List<List<Cell>> rows = new ArrayList<>();
    private final List<String> spare = new ArrayList<>();

    public Table(String... heads) {
        this.heads = List.of(heads);
    }

    /** A text and its colour. */
    public record Cell(String text, UnaryOperator<String> paint) {
        public static Cell of(String text) {
            return new Cell(text, UnaryOperator.identity());
        }
    }

    public Table row(Cell... cells) {
        rows.add(List.of(cells));
        return this;
    }

    public Table row(String... cells) {
        return row(Arrays.stream(cells).map(Cell::of).toArray(Cell[]::new));
    }

    /** Names the columns that one can do without, the least needed first. */
    public Table spare(String... columns) {
        spare.addAll(List.of(columns));
        return this;
    }

    /** Prints it; without heads if none is named. */
    public void print(Page page) {
        UnaryOperator<String> bold = page.ink()::bold;
        List<List<Cell>> lines = new ArrayList<>();
        if (heads.stream().anyMatch(head -> !head.isEmpty())) {
            lines.add(heads.stream().map(head -> new Cell(head, bold)).toList());
        }
        lines.addAll(rows);
        List<Integer> columns = columns(lines, page.width());
        List<List<Cell>> kept = lines.stream()
                .map(line -> columns.stream().map(line::get).toList())
                .toList();
        int[] widths = widths(kept, columns.size(), page.width());
        kept.forEach(line -> print(page, line, widths));
    }

    private List<Integer> columns(List<List<Cell>> lines, int available) {
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < heads.size(); i++) {
            columns.add(i);
        }
        for (String next : spare) {
            int needed = columns.stream()
                            .mapToInt(column -> longestWord(lines, column) + GAP)
                            .sum()
                    - GAP;
            if (needed > available) {
                columns.remove(Integer.valueOf(heads.indexOf(next)));
            }
        }
        return columns;
    }

    private static int longestWord(List<List<Cell>> lines, int column) {
        return lines.stream()
                .flatMap(line -> Arrays.stream(line.get(column).text().split("[ \n]", -1)))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static int[] widths(List<List<Cell>> lines, int columns, int available) {
        int[] widths = new int[columns];
        int[] least = new int[columns];
        for (int i = 0; i < columns; i++) {
            int column = i;
            widths[i] = lines.stream()
                    .mapToInt(line -> line.get(column).text().length())
                    .max()
                    .orElse(0);
            least[i] = longestWord(lines, i);
        }
        int room = available - GAP * (columns - 1);
        for (int over = Arrays.stream(widths).sum() - room; over > 0; over--) {
            int widest = -1;
            for (int i = 0; i < columns; i++) {
                boolean yields = widths[i] > least[i];
                widest = yields && (widest < 0 || widths[i] >= widths[widest]) ? i : widest;
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private static void print(Page page, List<Cell> row, int[] widths) {
        List<List<String>> lines = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            lines.add(Words.wrap(row.get(i).text(), widths[i]));
        }
        int height = lines.stream().mapToInt(List::size).max().orElse(0);
        for (int y = 0; y < height; y++) {
            StringBuilder line = new StringBuilder();
            int written = 0;
            int start = 0;
            for (int x = 0; x < row.size(); x++) {
                String text = y < lines.get(x).size() ? lines.get(x).get(y) : "";
                if (!text.isEmpty()) {
                    line.append(" ".repeat(start - written))
                            .append(row.get(x).paint().apply(text));
                    written = start + text.length();
                }
                start += widths[x] + GAP;
            }
            page.line(line.toString());
        }
    }
}
