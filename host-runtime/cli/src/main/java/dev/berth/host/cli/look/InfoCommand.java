/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.look;

import static dev.berth.host.cli.client.Json.objects;
import static dev.berth.host.cli.client.Json.text;
import static dev.berth.host.cli.client.Json.texts;

import dev.berth.host.cli.client.HostClient;
import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.client.ProblemReader;
import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.console.Table;
import dev.berth.host.cli.console.Table.Cell;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Ids;
import dev.berth.host.cli.session.ProblemOutput;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.value.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One extension, whole. */
@Command(
        name = "info",
        description = "Show one extension, whole: what it needs, may do, contributes, and its revisions and manifest.",
        footerHeading = "%nExample:%n",
        footer = "  berth info @samples/hello-connector")
final class InfoCommand implements Verb {
    @Parameters(paramLabel = "ID", description = "The extension, @scope/slug-kind.")
    private String id = "";

    @Override
    public int run(Session session) {
        HostClient host = session.host();
        JsonObject detail = host.get(HostClient.path("extensions", Ids.extension(id, host)));
        session.result(detail, page -> print(page, detail));
        return ExitCode.DONE;
    }

    private static void print(Page page, JsonObject detail) {
        JsonObject summary = detail.get("summary")
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .orElse(detail);
        page.line(page.ink().bold(text(summary, "id") + " " + text(summary, "version")));
        Table table = new Table("", "");
        table.row("Kind", text(summary, "kind").toLowerCase(Locale.ROOT));
        table.row(Cell.of("State"), States.cell(page.ink(), text(summary, "state")));
        table.row("Status", text(summary, "status").toLowerCase(Locale.ROOT));
        table.row("Tier", text(summary, "tier").toLowerCase(Locale.ROOT));
        Json.object(detail, "trust")
                .flatMap(trust -> Json.object(trust, "signature"))
                .ifPresent(by -> table.row(
                        "Signed by",
                        "key " + text(by, "keyId") + " of @" + text(by, "scope") + ", " + text(by, "keyState") + " ("
                                + text(by, "signedBy") + ")"));
        table.row(
                "Ports",
                list(texts(summary, "requestedPorts")) + " (granted: " + list(texts(summary, "grantedPorts")) + ")");
        table.row("Needed by", list(texts(detail, "dependents")));
        Optional<JsonObject> update = Json.object(summary, "update");
        update.ifPresent(next -> table.row("Update", text(next, "version") + ", " + text(next, "state")));
        Json.object(summary, "probation").map(InfoCommand::probation).ifPresent(text -> table.row("Probation", text));
        table.print(page);
        ProblemOutput.text(page, ProblemReader.list(summary, "problems"));
        update.ifPresent(next -> ProblemOutput.text(page, ProblemReader.list(next, "problems")));

        if (objects(summary, "scopes").stream()
                .anyMatch(scope -> !text(scope, "level").equals("platform"))) {
            table(page, "Installed for", objects(summary, "scopes"), "level", "owner", "status", "origin", "since");
        }
        table(page, "Needs", objects(detail, "edges"), "target", "range", "type", "required", "met");
        table(
                page,
                "Grants",
                objects(detail, "grants"),
                "organization",
                "status",
                "approved",
                "pending",
                "decidedBy",
                "decidedAt");
        table(page, "Permissions", objects(detail, "permissions"), "permission", "state", "enforcedBy");
        List<String> registrations = texts(detail, "registrations");
        if (!registrations.isEmpty()) {
            page.line("\n" + page.ink().bold("Contributes"));
            registrations.forEach(registration -> page.line("  " + registration));
        }
        table(page, "Holds", objects(detail, "holds"), "part", "name", "organization", "archived");
        table(page, "Revisions", objects(detail, "revisions"), "revision", "version", "tier", "origin", "installedAt");
        page.line("\n" + page.ink().bold("Manifest"));
        page.line(text(detail, "manifest").stripTrailing());
    }

    private static String probation(JsonObject how) {
        String until = text(how, "until");
        return until.isEmpty()
                ? "a version before failed it"
                : "until " + until + ": " + text(how, "failures") + " of " + text(how, "budget") + " failures";
    }

    private static void table(Page page, String title, List<JsonObject> rows, String... members) {
        if (rows.isEmpty()) {
            return;
        }
        page.line("\n" + page.ink().bold(title));
        Table table = new Table(Arrays.stream(members).map(InfoCommand::head).toArray(String[]::new));
        for (JsonObject row : rows) {
            table.row(Arrays.stream(members).map(member -> cell(row, member)).toArray(String[]::new));
        }
        table.print(page);
    }

    private static String cell(JsonObject row, String member) {
        List<String> many = texts(row, member);
        String text = text(row, member);
        return switch (text) {
            case "[]", "" -> "-";
            case "true" -> "yes";
            case "false" -> "no";
            default -> many.isEmpty() ? text : list(many);
        };
    }

    private static String head(String member) {
        return member.replaceAll("([A-Z])", " $1").toUpperCase(Locale.ROOT);
    }

    private static String list(List<String> texts) {
        return texts.isEmpty() ? "none" : String.join(", ", texts);
    }
}
