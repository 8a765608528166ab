/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.grant;

import dev.berth.host.extension.Loaded;
import dev.berth.sdk.value.ExtensionId;
import java.util.Optional;

/** Where grants are kept. Every method joins the transaction that runs on the thread. */
public interface GrantStore {
    /** Returns all rows. */
    Loaded<Grant> load();

    /** Inserts or replaces the row of (extension, organisation). */
    void save(Grant grant);

    /** Removes all rows of an extension. */
    void delete(ExtensionId extension);

    /** Removes the row of (extension, organisation); a missing one is no error. */
    void delete(ExtensionId extension, Optional<String> organization);
}
