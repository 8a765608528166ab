/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.settings;

import dev.berth.host.port.access.ExtensionData;
import dev.berth.sdk.value.ExtensionId;
import java.util.Optional;

/** Where settings are kept, by (extension, organisation, key) columns (PORT-64). Joins the transaction on the thread. */
public interface SettingsStore extends ExtensionData {
    /** Returns the JSON text of a key. */
    Optional<String> get(ExtensionId extension, String organization, String key);

    /** Inserts or replaces a key. */
    void put(ExtensionId extension, String organization, String key, String json);

    /** Deletes a key physically (PORT-67); a missing one is no error. */
    void delete(ExtensionId extension, String organization, String key);
}
