/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.secrets;

import dev.berth.host.port.access.ExtensionData;
import dev.berth.sdk.value.ExtensionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where encrypted secrets are kept, by (extension, organisation, key) columns (PORT-64). Joins the transaction on the thread. */
public interface SecretStore extends ExtensionData {
    /** A stored secret. */
    record Row(SecretName name, Sealed sealed, Instant writtenAt) {}

    /** Returns the row of a name. */
    Optional<Row> get(SecretName name);

    /** Inserts or replaces a row. */
    void put(Row row);

    /** Replaces what is sealed in a row that is still as it was read; its time stays. */
    void reseal(Row row, Sealed sealed);

    /** Deletes a row physically (PORT-67); a missing one is no error. */
    void delete(SecretName name);

    /** Returns the rows of an extension in an organisation, by key. */
    List<Row> list(ExtensionId extension, String organization);

    /** Returns the ids of the master keys that rows name. */
    Set<String> keyIds();

    /** Returns up to {@code limit} rows of all after a name, ordered by extension, organisation and key. */
    List<Row> page(Optional<SecretName> after, int limit);
}
