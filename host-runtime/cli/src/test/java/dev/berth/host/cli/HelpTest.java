/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.cli.session.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** CLI-1: every command has help with an example; {@code -Dberth.golden=write} writes the texts anew. */
class HelpTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/berth/host/cli/help");

    @TempDir
    Path home;

    static Stream<String> commands() {
        CommandLine berth = new Cli(Surroundings.ofProcess(), Map.of()).commandLine();
        return Stream.concat(
                Stream.of(""), berth.getSubcommands().entrySet().stream().flatMap(HelpTest::withThoseBelow));
    }

    private static Stream<String> withThoseBelow(Map.Entry<String, CommandLine> command) {
        return Stream.concat(
                Stream.of(command.getKey()),
                command.getValue().getSubcommands().keySet().stream().map(name -> command.getKey() + " " + name));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpWithAnExampleAndTheCommonOptions(String command) throws IOException {
        Run.Result result = new Run(home)
                .berth(Stream.concat(words(command), Stream.of("--help")).toArray(String[]::new));
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("Example", "  berth " + (command.startsWith("plan") ? "plan " : ""))
                .contains("--json", "--home", "--quiet", "--help", "--host");
        assertThat(result.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        Path golden = GOLDEN.resolve((command.isEmpty() ? "berth" : command.replace(' ', '-')) + ".txt");
        if ("write".equals(System.getProperty("berth.golden"))) {
            Files.writeString(golden, result.out());
        }
        assertThat(result.out()).isEqualTo(Files.readString(golden));
    }

    @Test
    void helpInJsonIsOneDocument() {
        Run.Result result = new Run(home).berth("list", "--json", "--help");
        assertThat(result.json().string("help"))
                .hasValueSatisfying(text -> assertThat(text).contains("berth list"));
    }

    @Test
    void versionNamesProgramAbiAndJdk() {
        assertThat(new Run(home).berth("--version").out())
                .matches("berth \\d+\\.\\d+\\.\\d+\\S* \\(SDK ABI .*, JDK .*\\)\\n");
        assertThat(new Run(home).berth("--version", "--json").json().members())
                .containsOnlyKeys("version", "abi", "jdk");
    }

    @Test
    void withoutACommandTheHelpIsShown() {
        Run.Result result = new Run(home).berth();
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("Commands:");
        assertThat(new Run(home).berth("--json").code()).isEqualTo(2);
    }

    private static Stream<String> words(String command) {
        return command.isEmpty() ? Stream.of() : List.of(command.split(" ")).stream();
    }
}
