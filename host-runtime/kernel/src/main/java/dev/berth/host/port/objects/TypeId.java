/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.objects;

import dev.berth.manifest.port.ObjectInput;
import dev.berth.sdk.value.ExtensionId;
import java.util.Optional;

/** The id of a type, {@code @acme/crm-connector:contact}: the extension that registers it, and its name there (PORT-89). */
public record TypeId(ExtensionId owner, String local) {
    /** Reads an id; empty if it has another form. */
    public static Optional<TypeId> parse(String text) {
        return ObjectInput.isTypeId(text) ? Optional.of(of(text)) : Optional.empty();
    }

    /** Reads an id of the right form. */
    static TypeId of(String typeId) {
        int colon = typeId.indexOf(':');
        return new TypeId(ExtensionId.of(typeId.substring(0, colon)), typeId.substring(colon + 1));
    }

    @Override
    public String toString() {
        return owner + ":" + local;
    }
}
