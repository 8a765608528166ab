/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import dev.berth.sdk.value.JsonObject;
import java.util.Optional;

/**
 * A tool for models (PORT-83 to PORT-85).
 *
 * @param name {@code [A-Za-z0-9_.-]{1,64}}
 * @param description what it does, for the model
 * @param inputSchema a JSON Schema 2020-12 of its input; the host checks input against it before the handler runs
 * @param handler what it does
 */
public record McpTool(
        String name, Optional<String> description, Optional<JsonObject> inputSchema, McpToolHandler handler) {
    /** Makes a tool with a description and a schema. */
    public static McpTool of(String name, String description, JsonObject inputSchema, McpToolHandler handler) {
        return new McpTool(name, Optional.of(description), Optional.of(inputSchema), handler);
    }
}
