/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import dev.berth.sdk.value.JsonObject;
import java.util.Optional;

/**
 * A type of stored objects (PORT-89).
 *
 * @param typeId {@code <extension id>:<local>}
 * @param ioSpec a JSON Schema of its objects
 * @param extra further descriptor members
 */
public record ObjectType(String typeId, Optional<JsonObject> ioSpec, JsonObject extra) {}
