/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.fake;

import dev.berth.host.extension.Loaded;
import dev.berth.host.extension.Transactor;
import dev.berth.host.grant.Grant;
import dev.berth.host.grant.GrantStore;
import dev.berth.sdk.value.ExtensionId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The grants of a {@link MemoryStore}, in its transactions.
 *
 * @param rows those that a transaction changes
 * @param kept those that anybody may read
 */
record MemoryGrants(Transactor transactor, Supplier<Map<String, Grant>> rows, Supplier<Loaded<Grant>> kept)
        implements GrantStore {
    @Override
    public Loaded<Grant> load() {
        return kept.get();
    }

    @Override
    public void save(Grant grant) {
        transactor.run(() ->
                rows.get().put(grant.extension() + " " + grant.organization().orElse(""), grant));
    }

    @Override
    public void delete(ExtensionId extension) {
        transactor.run(
                () -> rows.get().values().removeIf(grant -> grant.extension().equals(extension)));
    }

    @Override
    public void delete(ExtensionId extension, Optional<String> organization) {
        transactor.run(() -> rows.get().remove(extension + " " + organization.orElse("")));
    }
}
