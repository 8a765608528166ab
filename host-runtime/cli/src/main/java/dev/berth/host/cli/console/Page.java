/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.console;

import java.io.PrintStream;

/** Where text for people goes. */
public final class Page {
    private static final char ESCAPE = '\033';

    private final PrintStream stream;
    private final Ink ink;
    private final int width;
    private final boolean shown;

    /**
     * Makes a page.
     *
     * @param width of tables
     * @param shown on a terminal: only there are sentences broken into lines, for elsewhere they are searched and cut
     */
    public Page(PrintStream stream, Ink ink, int width, boolean shown) {
        this.stream = stream;
        this.ink = ink;
        this.width = width;
        this.shown = shown;
    }

    public Ink ink() {
        return ink;
    }

    public int width() {
        return width;
    }

    /** Prints a text, which may have several lines. */
    public void line(String text) {
        stream.print(visible(text) + "\n");
        stream.flush();
    }

    /** Prints text that goes on where the cursor is, such as a question. */
    public void part(String text) {
        stream.print(visible(text));
        stream.flush();
    }

    public void blank() {
        line("");
    }

    /** Prints a paragraph; what does not fit into the first line is indented. */
    public void paragraph(String first, String indent, String text) {
        String start = first;
        for (String line : Words.wrap(text, shown ? width - indent.length() : Integer.MAX_VALUE)) {
            line(start + line);
            start = indent;
        }
    }

    /**
     * Makes control characters visible. Much of what is printed was written by others (manifests, results of tools), and must
     * not move the cursor or rename the window; only colours pass.
     */
    private static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean harmless = !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
            if (harmless || c == '\n' || c == '\t' || (c == ESCAPE && isColour(text, i))) {
                out.append(c);
            } else {
                out.append(String.format("\\u%04x", (int) c));
            }
        }
        return out.toString();
    }

    private static boolean isColour(String text, int at) {
        int i = at + 1;
        if (i >= text.length() || text.charAt(i) != '[') {
            return false;
        }
        i++;
        while (i < text.length() && Character.isDigit(text.charAt(i))) {
            i++;
        }
        return i < text.length() && text.charAt(i) == 'm';
    }
}
