/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import static dev.berth.host.cli.client.Json.text;

import dev.berth.host.HostRuntime;
import dev.berth.host.cli.client.HostFile;
import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.console.Table;
import dev.berth.host.cli.console.Table.Cell;
import dev.berth.host.identity.Identity;
import dev.berth.host.live.Caller;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code berth up} prints when the host is ready, as a document and, made of it, as text. */
final class ReadyPage {
    private ReadyPage() {}

    static JsonObject document(HostProcess process, HostSettings settings, Duration took) {
        HostRuntime host = process.host();
        HostFile file = process.file();
        Caller owner = Caller.of(Identity.owner("cli"), host.config().tenancy());
        JsonObject document = JsonObject.of(
                "url", file.url(),
                "mcpUrl", file.mcpUrl(),
                "consoleUrl", file.url() + "/?token=" + file.token(),
                "pid", file.pid(),
                "home", settings.home().toString(),
                "startMillis", took.toMillis(),
                "status", host.status(),
                "extensions", host.extensions(),
                "tools", host.tools(owner),
                "sampleProblems",
                        process.sampleProblems().stream().map(Problem::toJson).toList());
        Optional<Path> next =
                settings.examples().flatMap(ReadyPage::first).filter(example -> !isInstalled(example, host));
        return next.isPresent() ? document.with("updateExample", next.get().toString()) : document;
    }

    /** The name of a package starts with the extension's and ends with its version. */
    private static boolean isInstalled(Path file, HostRuntime host) {
        String name = String.valueOf(file.getFileName());
        return host.extensions().stream()
                .anyMatch(extension ->
                        name.startsWith(ExtensionId.of(extension.id()).name())
                                && name.endsWith("-" + extension.version() + ".jar"));
    }

    private static Optional<Path> first(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static void print(Page page, JsonObject document, boolean foreground) {
        JsonObject status = (JsonObject) document.get("status").orElseThrow();
        boolean ready = text(status, "ready").equals("true");
        page.line((ready ? page.ink().green("Berth is ready") : page.ink().red("Berth runs and is not ready"))
                + " after " + text(document, "startMillis") + " ms, in "
                + text(status, "mode").toLowerCase(Locale.ROOT) + " mode. Home: " + text(document, "home"));
        page.blank();
        Table addresses = new Table("", "");
        addresses.row(Cell.of("  Console"), new Cell(text(document, "consoleUrl"), page.ink()::bold));
        addresses.row("  REST", text(document, "url") + "/api");
        addresses.row("  MCP", text(document, "mcpUrl"));
        addresses.print(page);
        page.blank();
        extensions(page, document);
        page.line(foreground ? "Try, in another terminal:" : "Try:");
        page.line("  berth list");
        example(document).ifPresent(call -> page.line("  " + call));
        document.string("updateExample").ifPresent(file -> page.line("  berth update " + file + unsigned(status)));
        page.line(
                foreground
                        ? "Stop the host with Ctrl-C here, or with \"berth down\" anywhere."
                        : "Stop the host with \"berth down\".");
    }

    /** The example is not signed. */
    private static String unsigned(JsonObject status) {
        return text(status, "mode").equalsIgnoreCase("development") ? "" : " --accept-unsigned";
    }

    private static void extensions(Page page, JsonObject document) {
        List<JsonObject> extensions = Json.objects(document, "extensions");
        if (extensions.isEmpty()) {
            page.line("  No extension is installed; \"berth install FILE\" brings one in.");
            page.blank();
            return;
        }
        Table table = new Table("  EXTENSION", "VERSION", "STATE", "TOOLS");
        for (JsonObject extension : extensions) {
            String state = text(extension, "state").toLowerCase(Locale.ROOT);
            String tools = Json.objects(document, "tools").stream()
                    .filter(tool -> text(tool, "owner").equals(text(extension, "id")))
                    .map(tool -> text(tool, "name"))
                    .collect(Collectors.joining(", "));
            table.row(
                    Cell.of("  " + text(extension, "id")),
                    Cell.of(text(extension, "version")),
                    new Cell(state, state.equals("active") ? page.ink()::green : page.ink()::yellow),
                    Cell.of(tools));
        }
        table.print(page);
        page.blank();
    }

    /** A call that anyone can make: of the first tool with at most one member that must be given, and that a text. */
    private static Optional<String> example(JsonObject document) {
        return Json.objects(document, "tools").stream()
                .flatMap(tool -> call(tool).stream())
                .findFirst();
    }

    private static Optional<String> call(JsonObject tool) {
        JsonObject schema = object(tool.get("inputSchema"));
        List<String> required = Json.texts(schema, "required");
        if (required.size() != 1) {
            return required.isEmpty() ? Optional.of("berth call " + text(tool, "name")) : Optional.empty();
        }
        JsonObject member = object(object(schema.get("properties")).get(required.get(0)));
        JsonObject input = JsonObject.of(required.get(0), "Ada");
        return member.string("type")
                .filter("string"::equals)
                .map(type -> "berth call " + text(tool, "name") + " '" + input + "'");
    }

    private static JsonObject object(Optional<JsonValue> value) {
        return value.filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .orElse(JsonObject.of());
    }
}
