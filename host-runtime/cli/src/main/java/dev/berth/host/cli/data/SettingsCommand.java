/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.data;

import static dev.berth.host.cli.client.Json.text;

import dev.berth.host.cli.client.HostClient;
import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.console.Table;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Ids;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The settings of an extension. */
@Command(
        name = "settings",
        description = "Show, set and delete the settings of an extension.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  berth settings @samples/mailbox-connector",
            "  berth settings @samples/mailbox-connector get folder",
            "  berth settings @samples/mailbox-connector set folder '\"INBOX\"'",
            "  berth settings @samples/mailbox-connector delete folder"
        })
final class SettingsCommand implements Verb {
    private static final Map<String, List<String>> ACTIONS =
            Map.of("get", List.of("KEY"), "set", List.of("KEY", "JSON"), "delete", List.of("KEY"));

    @Parameters(index = "0", paramLabel = "ID", description = "The extension, @scope/slug-kind.")
    private String id = "";

    @Parameters(
            index = "1..*",
            arity = "0..3",
            paramLabel = "ACTION",
            description = "get KEY, set KEY JSON, or delete KEY; without one, all settings are shown.")
    private List<String> words = List.of();

    @Override
    public int run(Session session) {
        if (words.isEmpty()) {
            JsonObject document = session.host().get(path(session));
            session.result(document, page -> print(page, Json.objects(document, "settings")));
            return ExitCode.DONE;
        }
        Words action = new Words("berth settings", words);
        switch (action.action(ACTIONS)) {
            case "get" -> get(session, action.key());
            case "set" -> set(session, action.key(), json(words.get(2)));
            default -> delete(session, action.key());
        }
        return ExitCode.DONE;
    }

    private String path(Session session) {
        return HostClient.path("extensions", extension(session)) + "/settings";
    }

    private ExtensionId extension(Session session) {
        return Ids.extension(id, session.host());
    }

    private void get(Session session, String key) {
        JsonObject document = session.host().get(path(session) + "/" + key);
        JsonValue value = document.get("value")
                .orElseThrow(() -> new ProblemException(
                        Problem.of(ProblemCode.SETTING_NOT_FOUND, id, id + " has no setting \"" + key + "\".")
                                .operator("berth settings " + id + " shows those it has.")));
        session.result(document, page -> page.line(value.toString()));
    }

    private void set(Session session, String key, JsonValue value) {
        JsonObject document = session.host().put(path(session) + "/" + key, JsonObject.of("value", value));
        said(session, document, "\"" + key + "\" of " + id + " is set.");
    }

    private void delete(Session session, String key) {
        JsonObject document = session.host().delete(path(session) + "/" + key);
        boolean deleted = text(document, "deleted").equals("true");
        said(session, document, "\"" + key + "\" of " + id + (deleted ? " is deleted." : " was not set."));
    }

    static void said(Session session, JsonObject document, String sentence) {
        if (session.json()) {
            session.json(document);
        } else {
            session.say(page -> page.line(sentence));
        }
    }

    private static JsonValue json(String text) {
        try {
            return StrictJson.parse(text);
        } catch (StrictJson.JsonSyntaxException e) {
            throw new ProblemException(Problem.of(
                            ProblemCode.USAGE_INVALID,
                            "berth settings",
                            "berth settings needs its value as JSON; found something else at " + e.line() + ":"
                                    + e.column() + ". Nothing was done.")
                    .operator("write a text in double quotes that your shell keeps: '\"" + "text\"'."));
        }
    }

    private static void print(Page page, List<JsonObject> settings) {
        if (settings.isEmpty()) {
            page.line("It has no settings.");
            return;
        }
        Table table = new Table("KEY", "VALUE");
        settings.forEach(setting -> table.row(
                text(setting, "key"),
                setting.get("value").map(JsonValue::toString).orElse("-")));
        table.print(page);
    }
}
