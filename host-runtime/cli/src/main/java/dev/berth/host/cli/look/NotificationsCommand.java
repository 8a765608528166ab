/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.look;

import static dev.berth.host.cli.client.Json.text;

import dev.berth.host.cli.client.HostClient;
import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.console.Table;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What extensions tell people. */
@Command(
        name = "notifications",
        description = "Show what extensions tell you: what you have not marked as read, oldest first.",
        footerHeading = "%nExamples:%n",
        footer = {"  berth notifications", "  berth notifications --all", "  berth notifications --seen"})
final class NotificationsCommand implements Verb {
    private static final int MOST = 1000;

    @Option(names = "--all", description = "Also those that you have marked as read.")
    private boolean all;

    @Option(names = "--seen", description = "Mark what is shown as read.")
    private boolean seen;

    @Override
    public int run(Session session) {
        HostClient host = session.host();
        String known = text(host.get("/api/notifications?limit=1"), "seen");
        JsonObject document = host.get("/api/notifications?limit=" + MOST + "&after=" + (all ? "0" : known));
        List<JsonObject> notifications = Json.objects(document, "notifications");
        if (seen && !notifications.isEmpty()) {
            long last = Long.parseLong(text(notifications.getLast(), "sequence"));
            host.post("/api/notifications/seen", JsonObject.of("sequence", last));
        }
        session.result(document, page -> print(page, notifications));
        return ExitCode.DONE;
    }

    private void print(Page page, List<JsonObject> notifications) {
        if (notifications.isEmpty()) {
            page.line(all ? "There are no notifications for you." : "There is nothing new for you.");
            return;
        }
        Table table = new Table("N", "WHEN", "LEVEL", "FROM", "WHAT").spare("FROM");
        for (JsonObject notification : notifications) {
            table.row(
                    text(notification, "sequence"),
                    text(notification, "at"),
                    text(notification, "level"),
                    text(notification, "extension"),
                    what(notification));
        }
        table.print(page);
    }

    private static String what(JsonObject notification) {
        String body = text(notification, "body");
        return text(notification, "title") + (body.equals("-") ? "" : ": " + body.replaceAll("\\s+", " "));
    }
}
