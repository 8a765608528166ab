/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import dev.berth.sdk.value.JsonObject;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something a page of the console may start (PORT-100, PORT-101).
 *
 * @param id {@code [a-zA-Z][a-zA-Z0-9_-]*}
 * @param handler what it does
 */
public record UiAction(String id, ActionHandler handler) {
    /** The work of an action; throws {@link ActionFailedException} to show its text to the user. */
    @ConsumerType
    @FunctionalInterface
    public interface ActionHandler {
        /** Handles one call; the result is a value of PORT-6 or null. */
        @Nullable
        Object call(JsonObject input) throws Exception;
    }
}
