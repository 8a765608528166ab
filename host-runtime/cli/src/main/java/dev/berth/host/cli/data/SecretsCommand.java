/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.data;

import static dev.berth.host.cli.client.Json.text;

import dev.berth.host.cli.client.HostClient;
import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.console.Table;
import dev.berth.host.cli.console.Table.Cell;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Ids;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The secrets of an extension; their values come in and never go out. */
@Command(
        name = "secrets",
        description = {
            "Show which secrets an extension has, set and delete them, or change the key that all are encrypted with.",
            "A value is read from standard input and never shown."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  berth secrets @samples/mailbox-connector",
            "  berth secrets @samples/mailbox-connector set password < password.txt",
            "  berth secrets @samples/mailbox-connector delete password",
            "  berth secrets rotate-key"
        })
final class SecretsCommand implements Verb {
    private static final String ROTATE = "rotate-key";
    private static final Map<String, List<String>> ACTIONS = Map.of("set", List.of("KEY"), "delete", List.of("KEY"));

    @Parameters(index = "0", paramLabel = "ID", description = "The extension, @scope/slug-kind; or rotate-key.")
    private String id = "";

    @Parameters(
            index = "1..*",
            arity = "0..2",
            paramLabel = "ACTION",
            description = "set KEY or delete KEY; without one, the names are shown.")
    private List<String> words = List.of();

    @Override
    public int run(Session session) {
        if (id.equals(ROTATE) && words.isEmpty()) {
            return rotate(session);
        }
        String path = HostClient.path("extensions", Ids.extension(id, session.host())) + "/secrets";
        if (words.isEmpty()) {
            JsonObject document = session.host().get(path);
            session.result(document, page -> print(page, Json.objects(document, "secrets")));
            return ExitCode.DONE;
        }
        Words action = new Words("berth secrets", words);
        if (action.action(ACTIONS).equals("set")) {
            String key = action.key();
            JsonObject value = JsonObject.of("value", SecretInput.read(session.terminal(), key));
            SettingsCommand.said(
                    session, session.host().put(path + "/" + key, value), "\"" + key + "\" of " + id + " is set.");
        } else {
            String key = action.key();
            JsonObject document = session.host().delete(path + "/" + key);
            boolean deleted = text(document, "deleted").equals("true");
            SettingsCommand.said(
                    session, document, "\"" + key + "\" of " + id + (deleted ? " is deleted." : " was not set."));
        }
        return ExitCode.DONE;
    }

    private static int rotate(Session session) {
        JsonObject document = session.progress()
                .during(
                        "Encrypting all secrets anew",
                        () -> session.host().post("/api/secrets/rotation", JsonObject.of()));
        session.result(document, page -> {
            String count = text(document, "reencrypted");
            page.line(
                    text(document, "resumed").equals("true")
                            ? "A change of the key that was cut short is finished: " + count + " secrets were left."
                            : "A new key is in use; " + count + " secrets are encrypted with it.");
            List<JsonObject> unreadable = Json.objects(document, "unreadable");
            if (!unreadable.isEmpty()) {
                page.line(unreadable.size() + " could not be decrypted and stay as they are; berth doctor names them.");
            }
        });
        return ExitCode.DONE;
    }

    private static void print(Page page, List<JsonObject> secrets) {
        if (secrets.isEmpty()) {
            page.line("It has no secrets.");
            return;
        }
        Table table = new Table("KEY", "READABLE", "WRITTEN", "ENCRYPTED WITH");
        for (JsonObject secret : secrets) {
            boolean readable = text(secret, "readable").equals("true");
            table.row(
                    Cell.of(text(secret, "key")),
                    readable ? Cell.of("yes") : new Cell("no", page.ink()::red),
                    Cell.of(text(secret, "writtenAt")),
                    Cell.of(text(secret, "keyId")));
        }
        table.print(page);
    }
}
