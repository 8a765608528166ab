/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import dev.berth.sdk.value.ExtensionId;

/** Where rows are kept. Every method joins the transaction that runs on the thread. */
public interface ExtensionStore {
    /** Returns all finalised rows, by id. */
    Loaded<InstalledExtension> load();

    /** Inserts or replaces a row, with its revisions. */
    void save(InstalledExtension extension);

    /** Removes a row and its revisions; a missing one is no error. */
    void delete(ExtensionId id);
}
