/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite.escape;

import dev.berth.suite.escape.Attempt.Permission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Reads the rows: a file a family, whose first line says what they try. A row is a line {@code # id | words | permission}, with
 * {@code alone} or the first JDK behind it, the body of a method, and after a line {@code --} members of its class.
 */
final class Attempts {
    private static final Path FOLDER = Path.of(
            System.getProperty("berth.checkout"),
            "conformance-tests/host-suite/src/test/resources/dev/berth/suite/escape");

    private Attempts() {}

    /** Returns those that a JDK can make, what cannot be undone last. */
    static List<Attempt> of(int jdk) {
        List<Attempt> all = all().stream().filter(row -> row.since() <= jdk).toList();
        return Stream.concat(
                        all.stream().filter(row -> !row.alone()), all.stream().filter(Attempt::alone))
                .toList();
    }

    static List<Attempt> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d.*\\.txt"))
                    .sorted()
                    .flatMap(file -> read(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Attempt> read(Path file) {
        try {
            String[] parts = Files.readString(file).split("(?m)^# ", -1);
            List<Attempt> rows = new ArrayList<>();
            for (int i = 1; i < parts.length; i++) {
                rows.add(row(parts[0].strip(), parts[i]));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Attempt row(String family, String text) {
        int end = text.indexOf('\n');
        String[] head = text.substring(0, end).split(" \\| ", -1);
        String more = head.length > 3 ? head[3].strip() : "";
        String[] code = text.substring(end + 1).split("(?m)^--\n", 2);
        return new Attempt(
                family,
                head[0],
                head[1],
                Permission.valueOf(head[2].strip().toUpperCase(Locale.ROOT)),
                more.matches("\\d+") ? Integer.parseInt(more) : 0,
                more.equals("alone"),
                code[0],
                code.length > 1 ? code[1] : "");
    }
}
