/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens bytes in a test. */
final class Opening {
    static final Limits SMALL = new Limits(100_000, 5, 10, 20_000, 30_000, 100, 1 << 20);

    private Opening() {}

    static Opened open(byte[] bytes) {
        return open(bytes, Limits.STANDARD);
    }

    static Opened open(byte[] bytes, Limits limits) {
        try {
            Path file = Files.createTempFile("opening", ".bin");
            try {
                Files.write(file, bytes);
                return new PackageReader(limits).open(file, "crm.jar");
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static OpenPackage readable(byte[] bytes) {
        return readable(open(bytes));
    }

    static OpenPackage readable(Opened opened) {
        return switch (opened) {
            case Opened.Sound sound -> sound.contents();
            case Opened.Refused refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }

    static List<Problem> problems(Opened opened) {
        return switch (opened) {
            case Opened.Sound sound ->
                throw new AssertionError("opened: " + sound.contents().paths());
            case Opened.Refused refused -> refused.problems();
        };
    }

    /** Asserts that bytes are refused for one reason only, and returns what is said about it. */
    static String refused(byte[] bytes, ProblemCode code) {
        return refused(open(bytes), code);
    }

    static String refused(Opened opened, ProblemCode code) {
        List<Problem> problems = problems(opened);
        assertThat(problems).isNotEmpty().allMatch(Problem::isError).allMatch(problem -> problem.code() == code);
        assertThat(problems.get(0).text())
                .startsWith("crm.jar ")
                .contains("It was refused; nothing else changed.")
                .endsWith("[" + code + "]")
                .doesNotContain("Unable", "null", "!");
        return problems.get(0).summary();
    }
}
