/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.namespace;

import java.util.Optional;

/** Where the namespace of a host is kept. Every method joins the transaction that runs on the thread. */
public interface NamespaceStore {
    /** Returns it, if the host has one. */
    Optional<Named> load();

    /** Puts it in the place of the one before. */
    void save(Named named);
}
