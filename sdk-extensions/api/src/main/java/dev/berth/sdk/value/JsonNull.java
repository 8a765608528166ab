/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.value;

/** The JSON null. Absence in this SDK is an empty {@code Optional}; this is only for documents that say null. */
public record JsonNull() implements JsonValue {
    @Override
    public String toString() {
        return JsonText.write(this);
    }
}
