/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/problems.md} is made of the catalogue and of the texts that hosts said (GATE-160). After a change: {@code mvn verify
 * -Dberth.golden=write}.
 */
final class ProblemPageTest {
    private static final Path PAGE = Sources.CHECKOUT.resolve("docs/problems.md");
    private static final Path MEANINGS =
            Sources.CHECKOUT.resolve("sdk-extensions/api/src/main/resources/dev/berth/sdk/texts/problems.properties");
    private static final Path TEXTS =
            Sources.CHECKOUT.resolve("host-runtime/cli/src/main/resources/dev/berth/host/cli/problems");

    @Test
    void thePageIsTheCatalogue() throws IOException {
        String page = page();
        if ("write".equals(System.getProperty("berth.golden"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as("write it with -Dberth.golden=write").exists().hasContent(page);
    }

    private static String page() {
        StringBuilder out = new StringBuilder("""
                # Problem codes

                Each problem has a stable code; it is never renamed or used for another meaning. `berth explain CODE` shows the same on the
                command line. An example is what a host or a gate really said. This page is generated; do not edit it.
                """);
        for (String line : Sources.text(MEANINGS).lines().skip(1).toList()) {
            if (line.startsWith("# ")) {
                out.append("\n## ").append(line.substring(2)).append('\n');
            } else if (!line.isBlank()) {
                entry(out, line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            }
        }
        return out.toString();
    }

    private static void entry(StringBuilder out, String name, String meaning) {
        ProblemCode code = ProblemCode.find(name).orElseThrow();
        out.append("\n### %s\n\n%s Severity %s, blame %s.\n"
                .formatted(name, meaning, word(code.severity()), word(code.blame())));
        Path text = TEXTS.resolve(name + ".txt");
        if (Files.exists(text)) {
            out.append("\n```\n").append(Sources.text(text).strip()).append("\n```\n");
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
