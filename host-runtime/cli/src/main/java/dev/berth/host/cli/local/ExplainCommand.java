/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.local;

import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.console.Table;
import dev.berth.host.cli.console.Table.Cell;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.manifest.finding.NearMisses;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What problem codes mean. */
@Command(
        name = "explain",
        description = "Say what a problem code means, with an example and its fixes; without a code, list them all.",
        footerHeading = "%nExample:%n",
        footer = "  berth explain abi-out-of-range")
final class ExplainCommand implements Verb {
    /** Where the examples lie: the texts that tests compare real messages with, so none can be out of date. */
    private static final String EXAMPLES = "/dev/berth/host/cli/problems/";

    @Parameters(
            arity = "0..1",
            paramLabel = "CODE",
            description = "The code, as it stands in brackets behind a problem.")
    private String code = "";

    @Override
    public int run(Session session) {
        if (code.isEmpty()) {
            List<JsonObject> all = Arrays.stream(ProblemCode.values())
                    .map(each -> describe(each, Optional.empty()))
                    .toList();
            session.result(JsonObject.of("codes", all), page -> list(page, all));
            return ExitCode.DONE;
        }
        // People copy the code with the brackets it is printed in.
        String wanted = code.replaceAll("^\\[|]$", "").toLowerCase(Locale.ROOT);
        ProblemCode found = ProblemCode.find(wanted).orElseThrow(() -> unknown(wanted));
        JsonObject description = describe(found, example(found));
        session.result(description, page -> print(page, description));
        return ExitCode.DONE;
    }

    private static JsonObject describe(ProblemCode code, Optional<String> example) {
        JsonObject description = JsonObject.of(
                "code", code,
                "meaning", code.meaning(),
                "severity", code.severity(),
                "blame", code.blame(),
                "family", code.family(),
                "exitCode", ExitCode.of(code.family()));
        return example.isPresent() ? description.with("example", example.get()) : description;
    }

    private static Optional<String> example(ProblemCode code) {
        try (InputStream in = ExplainCommand.class.getResourceAsStream(EXAMPLES + code + ".txt")) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void list(Page page, List<JsonObject> codes) {
        Table table = new Table("CODE", "EXIT", "MEANING");
        for (JsonObject code : codes) {
            table.row(
                    new Cell(Json.text(code, "code"), page.ink()::bold),
                    Cell.of(Json.text(code, "exitCode")),
                    Cell.of(Json.text(code, "meaning")));
        }
        table.print(page);
    }

    private static void print(Page page, JsonObject description) {
        page.line(page.ink().bold(Json.text(description, "code")));
        page.paragraph("", "", Json.text(description, "meaning"));
        page.blank();
        page.line("Severity   " + lower(description, "severity"));
        page.line("Mended by  " + lower(description, "blame"));
        page.line("Exit code  " + Json.text(description, "exitCode"));
        description.string("example").ifPresent(example -> {
            page.line("\n" + page.ink().bold("Example"));
            for (String line : example.split("\n", -1)) {
                page.paragraph("  ", "  ", line);
            }
        });
    }

    private static String lower(JsonObject description, String member) {
        return Json.text(description, member).toLowerCase(Locale.ROOT);
    }

    private static ProblemException unknown(String wanted) {
        List<String> near = NearMisses.of(
                wanted,
                Arrays.stream(ProblemCode.values()).map(ProblemCode::toString).toList());
        return new ProblemException(Problem.of(
                        ProblemCode.USAGE_INVALID,
                        wanted,
                        "There is no problem code \"" + wanted + "\"." + NearMisses.question(near))
                .fact("near", near)
                .operator("\"berth explain\" lists all codes."));
    }
}
