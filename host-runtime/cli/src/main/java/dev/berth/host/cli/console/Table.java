/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rows in columns that fit the page: when they are too wide, the widest columns are broken into lines. */
public final class Table {
    private static final int GAP = 2;
    private static final int NARROWEST = 12;

    private final List<String> heads;
    private final List<List<Cell>> rows = new ArrayList<>();

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

    /** Prints it; without heads if none is named. */
    public void print(Page page) {
        int[] widths = widths(page.width());
        if (heads.stream().anyMatch(head -> !head.isEmpty())) {
            UnaryOperator<String> bold = page.ink()::bold;
            print(page, heads.stream().map(head -> new Cell(head, bold)).toList(), widths);
        }
        rows.forEach(row -> print(page, row, widths));
    }

    private int[] widths(int available) {
        int[] widths = heads.stream().mapToInt(String::length).toArray();
        for (List<Cell> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).text().length());
            }
        }
        int room = available - GAP * (widths.length - 1);
        while (Arrays.stream(widths).sum() > room) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] >= widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST) {
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
