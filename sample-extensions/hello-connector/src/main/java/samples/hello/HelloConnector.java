/* SPDX-License-Identifier: Apache-2.0 */
package samples.hello;

import dev.berth.sdk.Extension;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.value.JsonObject;
import java.util.List;

/** The entry class: the host makes one with the constructor without parameters and calls its hooks. */
public final class HelloConnector implements Extension {
    /** Shown in every result, so that callers can watch an update happen. A test holds it to package.json. */
    static final String VERSION = "1.0.0";

    private static final JsonObject INPUT_SCHEMA = JsonObject.of(
            "type",
            "object",
            "properties",
            JsonObject.of(
                    "name", text("Whom to greet."),
                    "greeting", text("The word to greet with, from now on. Left out: the last one.")),
            "required",
            List.of("name"),
            "additionalProperties",
            false);

    @Override
    public void register(ExtensionContext ctx) {
        // A handle may be kept. Its methods are called per tool call, not here: settings belong to an
        // organisation, and which one it is the host takes from the call.
        Greeter greeter = new Greeter(ctx.settings());
        // The host withdraws the tool by itself at teardown; there is nothing to do in destroy.
        ctx.mcp()
                .registerTool(McpTool.of(
                        "hello_greet",
                        "Greets a person by name and remembers the greeting word.",
                        INPUT_SCHEMA,
                        input -> greeter.greet(input.as(Greeter.Request.class))));
    }

    private static JsonObject text(String description) {
        return JsonObject.of("type", "string", "minLength", 1, "maxLength", 100, "description", description);
    }
}
