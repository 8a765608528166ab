/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.sdk.value.JsonObject;
import java.util.Optional;

/** A tool that can be called now. */
public record ToolView(
        String name,
        Optional<String> description,
        Optional<JsonObject> inputSchema,
        String owner,
        String ownerVersion) {}
