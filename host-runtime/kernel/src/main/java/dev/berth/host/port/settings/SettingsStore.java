/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.settings;

import dev.berth.host.port.access.ExtensionData;
import dev.berth.sdk.value.ExtensionId;
import java.util.Map;
import java.util.Optional;

/** Where settings are kept, by (extension, organisation, key) columns (PORT-64). Joins the transaction on the thread. */
public interface SettingsStore extends ExtensionData {
    /** Returns the JSON text of a key. */
    Optional<String> get(ExtensionId extension, String organization, String key);

    /** Returns the JSON texts of an extension in an organisation, by key. */
    Map<String, String> list(ExtensionId extension, String organization);

    /** Inserts or replaces a key; it has no mark then (PORT-67). */
    void put(ExtensionId extension, String organization, String key, String json);

    /** Inserts or replaces a key with the mark of the fixture that seeds it. */
    void seed(ExtensionId extension, String organization, String key, String json, String mark);

    /** Returns the mark of a key, if a fixture seeded what it has. */
    Optional<String> mark(ExtensionId extension, String organization, String key);

    /** Deletes a key physically and its mark (PORT-67); a missing one is no error. */
    void delete(ExtensionId extension, String organization, String key);
}
