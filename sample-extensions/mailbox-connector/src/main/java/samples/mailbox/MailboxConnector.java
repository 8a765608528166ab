/* SPDX-License-Identifier: Apache-2.0 */
package samples.mailbox;

import dev.berth.sdk.Extension;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.value.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The entry class: provides {@code email-send} to other extensions, and a tool to look at what was sent. */
public final class MailboxConnector implements Extension {
    private static final JsonObject INPUT_SCHEMA = JsonObject.of(
            "type",
            "object",
            "properties",
            JsonObject.of("limit", JsonObject.of("type", "integer", "minimum", 1, "maximum", Messages.MAX_COUNT)),
            "additionalProperties",
            false);

    @Override
    public void register(ExtensionContext ctx) {
        Mailbox mailbox = new Mailbox(ctx.settings(), Clock.systemUTC());
        // The version that others see is that of "provides" in package.json.
        ctx.capabilities().registerProvider("email-send", mailbox);
        ctx.mcp()
                .registerTool(McpTool.of(
                        "mailbox_list",
                        "Lists the e-mails in the mailbox, newest first.",
                        INPUT_SCHEMA,
                        input -> list(mailbox, input.as(Request.class))));
    }

    private static Result list(Mailbox mailbox, Request request) {
        return new Result(mailbox.read().newest(request.limit().orElse(Messages.MAX_COUNT)));
    }

    private record Request(Optional<Integer> limit) {}

    private record Result(List<Message> messages) {}
}
