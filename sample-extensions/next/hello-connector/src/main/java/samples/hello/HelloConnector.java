/* SPDX-License-Identifier: Apache-2.0 */
package samples.hello;

import dev.berth.sdk.Extension;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.value.JsonObject;
import java.util.List;

/** The entry class. The tool keeps its name, so that callers go over to this version without noticing. */
public final class HelloConnector implements Extension {
    /** Shown in every result, so that callers can watch an update happen. A test holds it to package.json. */
    static final String VERSION = "1.1.0";

    private static final JsonObject INPUT_SCHEMA = JsonObject.of(
            "type",
            "object",
            "properties",
            JsonObject.of(
                    "name", text("Whom to greet."),
                    "greeting", text("The word to greet with, from now on. Left out: the last one."),
                    // Optional, so that calls written for 1.0.0 still fit.
                    "language",
                            JsonObject.of(
                                    "enum",
                                    List.of("en", "fr", "de"),
                                    "description",
                                    "The language of this greeting; it is not remembered.")),
            "required",
            List.of("name"),
            "additionalProperties",
            false);

    @Override
    public void register(ExtensionContext ctx) {
        Greeter greeter = new Greeter(ctx.settings());
        ctx.mcp()
                .registerTool(McpTool.of(
                        "hello_greet",
                        "Greets a person by name, in a language or with a word that it remembers.",
                        INPUT_SCHEMA,
                        input -> greeter.greet(input.as(Greeter.Request.class))));
    }

    private static JsonObject text(String description) {
        return JsonObject.of("type", "string", "minLength", 1, "maxLength", 100, "description", description);
    }
}
