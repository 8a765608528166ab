/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.value;

/**
 * A JSON boolean.
 *
 * @param value its value
 */
public record JsonBoolean(boolean value) implements JsonValue {
    @Override
    public String toString() {
        return JsonText.write(this);
    }
}
