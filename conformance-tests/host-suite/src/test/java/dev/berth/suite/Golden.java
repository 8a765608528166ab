/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.sdk.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The texts that {@code berth explain} shows, one a code: exactly what a host said when a test provoked the problem (GATE-172).
 * After a change of words: {@code mvn verify -Dberth.golden=write}, and read the difference.
 */
final class Golden {
    private static final Path FOLDER = Path.of(
            System.getProperty("berth.checkout"), "host-runtime/cli/src/main/resources/dev/berth/host/cli/problems");

    private static final boolean WRITE = "write".equals(System.getProperty("berth.golden"));

    private Golden() {}

    /** Compares a problem with the text of its code. */
    static void compare(Problem problem, Path home) {
        String text = normal(problem.text(), home) + "\n";
        Path file = FOLDER.resolve(problem.code() + ".txt");
        try {
            if (WRITE) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, text);
            }
            assertThat(file)
                    .as("the text of %s; write it with -Dberth.golden=write", problem.code())
                    .exists();
            assertThat(text).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the codes that have a text. */
    static List<String> codes() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .map(name -> name.substring(0, name.length() - 4))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes out what differs from run to run and from machine to machine. */
    static String normal(String text, Path home) {
        return text.replace(home.toString(), "/home/berth/.berth")
                .replaceAll("[0-9a-f]{64}", "0".repeat(8) + "…")
                .replaceAll("process \\d+", "process 4711")
                .replaceAll("\\b\\d+ KB are free", "0 KB are free")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:8484")
                .replaceAll("Java " + Runtime.version().feature() + "\\b", "Java 21")
                .replaceAll("--port \\d{4,}", "--port 8484");
    }

    /** Says what style.md finds wrong with a text; empty if nothing. */
    static List<String> faults(Problem problem) {
        String text = problem.summary() + " " + problem.fix();
        Stream<String> faults = Stream.of(
                fault(
                        problem.summary()
                                .toLowerCase(Locale.ROOT)
                                .contains(problem.subject().toLowerCase(Locale.ROOT)),
                        "does not name its subject"),
                fault(problem.summary().endsWith("."), "does not end in a full stop"),
                fault(!text.contains("!"), "has an exclamation mark"),
                fault(
                        Stream.of("unable to", "error:", "exception occurred", "(&(", "org.osgi.", "dev.berth.host.")
                                .noneMatch(text.toLowerCase(Locale.ROOT)::contains),
                        "uses words that are not used"),
                fault(!text.contains("\n\tat ") && !text.contains("null"), "shows the inside of the host"),
                fault(saysWhatDidNotHappen(problem), "does not say what did not happen or still runs"),
                fault(hasFix(problem), "has no fix"));
        return faults.filter(fault -> !fault.isEmpty())
                .map(fault -> problem.code() + " " + fault + ": " + problem.text())
                .toList();
    }

    private static final Pattern NOT = Pattern.compile(
            "\\b(not|nothing|no|refused|was never|quarantined|pending|only|still runs?|all the same)\\b",
            Pattern.CASE_INSENSITIVE);

    private static boolean saysWhatDidNotHappen(Problem problem) {
        return NOT.matcher(problem.summary()).find();
    }

    private static boolean hasFix(Problem problem) {
        return problem.fix().author().isPresent()
                || problem.fix().operator().isPresent()
                || problem.causes().stream().anyMatch(Golden::hasFix)
                || problem.severity() != dev.berth.sdk.problem.Severity.ERROR;
    }

    private static String fault(boolean fine, String otherwise) {
        return fine ? "" : otherwise;
    }
}
