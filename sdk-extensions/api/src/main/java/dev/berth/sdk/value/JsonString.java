/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.value;

/**
 * A JSON string.
 *
 * @param value its text, unescaped
 */
public record JsonString(String value) implements JsonValue {
    @Override
    public String toString() {
        return JsonText.write(this);
    }
}
