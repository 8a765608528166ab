/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.mcp;

import dev.berth.host.identity.Permission;
import dev.berth.sdk.value.JsonObject;
import java.util.function.Function;

/**
 * A tool of the host itself. It reads and changes nothing.
 *
 * @param permission what callers need; to others it does not exist
 */
public record HostTool(
        String name,
        String description,
        JsonObject inputSchema,
        Permission permission,
        Function<JsonObject, JsonObject> work) {}
