/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.look;

import static dev.berth.host.cli.client.Json.text;

import dev.berth.host.cli.client.DatabaseLine;
import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.client.ProblemReader;
import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.console.Table;
import dev.berth.host.cli.console.Table.Cell;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.ProblemOutput;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** The host as it runs. */
@Command(
        name = "status",
        description = "Show the host: address, version, JDK, readiness, and what happened at its start.",
        footerHeading = "%nExample:%n",
        footer = "  berth status --json")
final class StatusCommand implements Verb {
    @Override
    public int run(Session session) {
        JsonObject status = session.host().get("/api/status");
        session.result(status, page -> print(page, status));
        return ExitCode.DONE;
    }

    private static void print(Page page, JsonObject status) {
        boolean ready = text(status, "ready").equals("true");
        Table table = new Table("", "");
        table.row("Host", text(status, "url"));
        table.row("Tools (MCP)", text(status, "mcpUrl"));
        table.row(
                Cell.of("Ready"),
                ready ? new Cell("yes", page.ink()::green) : new Cell("no, see below", page.ink()::red));
        table.row("Version", text(status, "version") + ", SDK ABI " + text(status, "abi"));
        table.row("JDK", text(status, "jdk"));
        guard(page, table, status);
        table.row("Mode", text(status, "mode").toLowerCase(Locale.ROOT));
        status.string("namespace").filter(name -> !name.isEmpty()).ifPresent(name -> table.row("Namespace", name));
        table.row("Home", text(status, "home"));
        table.row("Database", DatabaseLine.of(status));
        table.row("Started", text(status, "startedAt"));
        table.row("Extensions", text(status, "active") + " active of " + text(status, "installed") + " installed");
        List<String> watched = Json.texts(status, "onProbation");
        if (!watched.isEmpty()) {
            table.row("On probation", String.join(", ", watched));
        }
        List<JsonObject> keyless = Json.objects(status, "keylessSecrets");
        if (!keyless.isEmpty()) {
            String lost = keyless.size() + " cannot be decrypted, see berth doctor";
            table.row(Cell.of("Secrets"), new Cell(lost, page.ink()::red));
        }
        List<String> audited = Json.texts(status, "auditedPermissions");
        if (!audited.isEmpty()) {
            String through =
                    "denials are let through: " + String.join(", ", audited) + "; see berth permissions --denied";
            table.row(Cell.of("Permissions"), new Cell(through, page.ink()::yellow));
        }
        table.row("Generation", text(status, "generation"));
        table.print(page);
        page.blank();
        boot(page, Json.objects(status, "boot"));
    }

    /** Says nothing of a host that is too old to say it. */
    private static void guard(Page page, Table table, JsonObject status) {
        status.get("guard")
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .ifPresent(guard -> {
                    List<JsonObject> open = Json.objects(guard, "ways").stream()
                            .filter(way -> text(way, "closed").equals("false"))
                            .toList();
                    String ways = open.stream().map(way -> text(way, "name")).collect(Collectors.joining(", "));
                    table.row(
                            Cell.of("JVM guard"),
                            open.isEmpty()
                                    ? Cell.of("full")
                                    : new Cell("open: " + ways + "; see berth doctor", page.ink()::yellow));
                });
    }

    private static void boot(Page page, List<JsonObject> phases) {
        Table table = new Table("BOOT PHASE", "OUTCOME", "MS", "");
        for (JsonObject phase : phases) {
            String outcome = text(phase, "outcome");
            Cell cell = switch (outcome) {
                case "done" -> Cell.of(outcome);
                case "failed" -> new Cell(outcome, page.ink()::red);
                default -> new Cell(outcome, page.ink()::yellow);
            };
            table.row(Cell.of(text(phase, "name")), cell, Cell.of(text(phase, "millis")), Cell.of(text(phase, "why")));
        }
        table.print(page);
        for (JsonObject phase : phases) {
            ProblemOutput.text(page, ProblemReader.list(phase, "problems"));
        }
    }
}
