/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.host.namespace.Named;
import dev.berth.host.namespace.NamespaceStore;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Remembers one name. */
final class NamespaceInMemory implements NamespaceStore {
    private final AtomicReference<Optional<Named>> kept = new AtomicReference<>(Optional.empty());

    @Override
    public Optional<Named> load() {
        return kept.get();
    }

    @Override
    public void save(Named named) {
        kept.set(Optional.of(named));
    }
}
