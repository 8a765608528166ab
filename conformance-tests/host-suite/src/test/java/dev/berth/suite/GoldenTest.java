/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.BadInput;
import dev.berth.fixtures.unfit.Unfit;
import dev.berth.host.cli.Cli;
import dev.berth.host.cli.console.Terminal;
import dev.berth.host.cli.session.Surroundings;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class GoldenTest {
    private static final Pattern COMMAND = Pattern.compile("(?:: |\"|, or )berth ([a-z]+)");

    /** A text that no test provokes any more would go on promising what no host says. */
    @Test
    void everyTextIsProvokedByATest() {
        Stream<ProblemCode> provoked = Stream.of(
                        BadInput.all().stream().map(broken -> broken.code()),
                        Unfit.all().stream().map(unfit -> unfit.code()),
                        HostProblemsIT.CODES.stream())
                .flatMap(codes -> codes);
        assertThat(Golden.codes())
                .containsExactlyInAnyOrderElementsOf(
                        provoked.map(ProblemCode::toString).distinct().toList());
    }

    @Test
    @DisplayName("GATE-12, GATE-172, GATE-S34: every code has a text, or a line that says why nothing raises it")
    void everyCodeHasAText() throws IOException {
        List<String> missing = new ArrayList<>();
        for (ProblemCode code : ProblemCode.values()) {
            missing.add(code.toString());
        }
        missing.removeAll(Golden.codes());
        assertThat(missing).containsExactlyInAnyOrderElementsOf(listed());
    }

    @Test
    @DisplayName("GATE-164: every command that a fix names is one")
    void fixesNameCommandsThatExist() {
        Set<String> named = Golden.codes().stream()
                .flatMap(code -> COMMAND.matcher(Golden.text(code)).results().map(found -> found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).contains("grant", "list", "update");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Terminal pipes = new Terminal(InputStream.nullInputStream(), nowhere, nowhere, false, false, false, 100, false);
        Surroundings given = new Surroundings(Map.of(), Path.of("."), pipes, Clock.systemUTC());
        // Only the launcher has "up", since it starts a host.
        named.remove("up");
        assertThat(named)
                .allSatisfy(command -> assertThat(new Cli(given, Map.of()).run(command, "--help"))
                        .as("berth %s", command)
                        .isZero());
    }

    private static List<String> listed() throws IOException {
        try (InputStream in = GoldenTest.class.getResourceAsStream("codes-without-text.txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" ", 2)[0])
                    .toList();
        }
    }
}
