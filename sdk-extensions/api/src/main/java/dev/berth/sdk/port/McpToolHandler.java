/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import dev.berth.sdk.value.JsonObject;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** The work of a tool. Called on a virtual thread, by several threads at once. */
@ConsumerType
@FunctionalInterface
public interface McpToolHandler {
    /**
     * Handles one call.
     *
     * @param input what the caller sent; fits the tool's schema
     * @return a value of PORT-6: an object as is, a list becomes {@code {items}}, a scalar {@code {result}}, null {@code {}}
     *     (PORT-85)
     * @throws ActionFailedException with a text for the caller; what else it throws is shown with its class
     */
    @Nullable
    Object call(JsonObject input) throws Exception;
}
