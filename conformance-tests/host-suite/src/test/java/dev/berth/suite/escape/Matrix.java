/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite.escape;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The result of all attempts, as the documents show it. */
record Matrix(List<Row> rows, Map<String, String> reasons) {
    private static final Path CHECKOUT = Path.of(System.getProperty("berth.checkout"));
    private static final Path TABLE = CHECKOUT.resolve("docs/escapes.md");
    private static final Path README = CHECKOUT.resolve("README.md");
    private static final Path REASONS =
            CHECKOUT.resolve("conformance-tests/host-suite/src/test/resources/dev/berth/suite/escape/open.txt");
    private static final String BEGIN = "<!-- escapes: written by EscapeMatrixIT -->\n";
    private static final String END = "<!-- /escapes -->\n";

    /** Reads why attempts that pass do so: lines {@code id | reason}. */
    static Map<String, String> readReasons() throws IOException {
        return Files.readAllLines(REASONS).stream()
                .filter(line -> line.contains(" | "))
                .map(line -> line.split(" \\| ", 2))
                .collect(Collectors.toMap(
                        parts -> parts[0], parts -> parts[1], (one, other) -> one, LinkedHashMap::new));
    }

    List<Row> open() {
        return rows.stream().filter(Row::isOpen).toList();
    }

    private Map<String, List<Row>> families() {
        return rows.stream()
                .collect(Collectors.groupingBy(row -> row.attempt().family(), LinkedHashMap::new, Collectors.toList()));
    }

    /** Writes what README says of it. */
    private String summary() {
        StringBuilder text = new StringBuilder("""
                | attempts at | made | refused at install | stopped when they run | not blocked |
                |---|---|---|---|---|
                """);
        families().forEach((family, members) -> text.append(counts(family, members)));
        return text.append(counts("**all**", rows)).toString();
    }

    /** Writes why some pass, the most frequent reason first. */
    private String notBlocked() {
        Map<String, Long> counts =
                open().stream().collect(Collectors.groupingBy(this::reason, LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(entry -> "- " + entry.getKey() + " (" + entry.getValue() + ")\n")
                .collect(Collectors.joining("", open().isEmpty() ? "" : "\nNot blocked, and why:\n\n", ""));
    }

    private String reason(Row row) {
        return reasons.getOrDefault(row.attempt().id(), "no reason is known");
    }

    private static String counts(String name, List<Row> rows) {
        return "| " + name + " | " + rows.size() + " | "
                + rows.stream().filter(Row::refused).count() + " | "
                + rows.stream().filter(row -> !row.isOpenBehindTheScan()).count() + " | "
                + rows.stream().filter(Row::isOpen).count() + " |\n";
    }

    private String page() {
        StringBuilder text = new StringBuilder("""
                # Attempts to escape

                Written by a test, which makes each attempt in a real host, from an extension without the permission and from one with it, and
                in a JVM without Berth. What counts is whether it had its effect: a file was read, a process ran, a connection came in.

                - *blocked by*: L1 the scan at install refuses the package; L2 what a class loader can see; L4 guards woven into the code; L5 flags
                  of the JVM; *the JDK* refuses it to everybody; *nothing to be had*: it runs and finds nothing.
                - *without*: what came of it without the permission, with the scan switched off for this test, so that the layers behind are seen.
                - *with*: whether it works once the permission is granted; it shows that the attempt is a real one, and that nothing is broken.
                - *bare*: whether it works in a JVM without Berth and without flags.

                """);
        text.append(summary()).append('\n');
        families()
                .forEach((family, members) -> text.append("## ")
                        .append(family)
                        .append(
                                "\n\n| attempt | permission | blocked by | without | with | bare | row |\n|---|---|---|---|---|---|---|\n")
                        .append(members.stream().map(Row::line).collect(Collectors.joining("\n", "", "\n\n"))));
        text.append("## Not blocked\n\n");
        if (open().isEmpty()) {
            text.append(
                    "None of these attempts. [isolation.md](isolation.md) says what no attempt of this kind shows.\n");
        }
        open().forEach(row -> text.append("- `")
                .append(row.attempt().id())
                .append("`: ")
                .append(reason(row))
                .append('\n'));
        return text.toString();
    }

    /** Returns what the documents should say, by file. */
    Map<Path, String> documents() throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        return Map.of(
                TABLE,
                page(),
                README,
                readme.substring(0, begin) + summary() + notBlocked() + readme.substring(readme.indexOf(END)));
    }
}
