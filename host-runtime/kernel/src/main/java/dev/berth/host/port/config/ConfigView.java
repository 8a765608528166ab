/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.config;

import dev.berth.sdk.value.JsonObject;

/**
 * The form of an extension and its values.
 *
 * @param schema what the extension declares as {@code configSchema}; empty if it declares nothing
 * @param values by key; of a secret only whether it is set (MAN-208)
 */
public record ConfigView(JsonObject schema, JsonObject values) {}
