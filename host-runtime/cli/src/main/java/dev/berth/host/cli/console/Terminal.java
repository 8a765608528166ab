/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.console;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Scanner;

/**
 * The streams of the process and what is at their ends.
 *
 * @param canAsk a person can be asked: input and one of the outputs are a terminal
 * @param outShows standard output is a terminal
 * @param errShows standard error is a terminal
 * @param width how wide text for people may be
 * @param colours whether a terminal gets colours
 */
public record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean canAsk,
        boolean outShows,
        boolean errShows,
        int width,
        boolean colours) {
    private static final int NARROW = 80;
    private static final int WIDE = 120;

    /** Looks at the process. A JVM cannot ask whether a stream is a terminal, so the start script tells. */
    public static Terminal ofProcess(Map<String, String> environment) {
        String told = System.getProperty("berth.terminal", "");
        int columns = Integer.getInteger("berth.columns", told.contains("out") ? NARROW : WIDE);
        boolean dumb = "dumb".equals(environment.get("TERM"));
        return new Terminal(
                System.in,
                System.out,
                System.err,
                told.contains("in") && (told.contains("out") || told.contains("err")),
                told.contains("out"),
                told.contains("err"),
                Math.clamp(columns, NARROW, WIDE),
                environment.getOrDefault("NO_COLOR", "").isEmpty() && !dumb);
    }

    public Page outPage() {
        return new Page(out, new Ink(colours && outShows), width, outShows);
    }

    public Page errPage() {
        return new Page(err, new Ink(colours && errShows), width, errShows);
    }

    /** Asks a question that is answered by y or n; anything but y is no. */
    public boolean agrees(Page page, String question) {
        page.part(question + " [y/N] ");
        Scanner answers = new Scanner(in, StandardCharsets.UTF_8);
        String answer = answers.hasNextLine() ? answers.nextLine().strip() : "";
        return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
    }
}
