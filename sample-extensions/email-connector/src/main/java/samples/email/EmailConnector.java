/* SPDX-License-Identifier: Apache-2.0 */
package samples.email;

import dev.berth.sdk.Extension;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import samples.email.api.Email;

/** The entry class: offers the tool; who sends is looked up at each call. */
public final class EmailConnector implements Extension {
    private static final JsonObject INPUT_SCHEMA = JsonObject.of(
            "type",
            "object",
            "properties",
            JsonObject.of(
                    "to", JsonObject.of("type", "string", "pattern", "^[^@\\s]+@[^@\\s]+$", "maxLength", 320),
                    "subject", JsonObject.of("type", "string", "maxLength", Email.MAX_SUBJECT),
                    "body", JsonObject.of("type", "string", "maxLength", Email.MAX_BODY)),
            "required",
            List.of("to", "subject", "body"),
            "additionalProperties",
            false);

    @Override
    public void register(ExtensionContext ctx) {
        EmailDispatch dispatch = new EmailDispatch(ctx.capabilities());
        ctx.mcp()
                .registerTool(McpTool.of(
                        "email_send",
                        "Sends an e-mail in plain text to one address.",
                        INPUT_SCHEMA,
                        input -> dispatch.send(input.as(Email.class))));
    }
}
