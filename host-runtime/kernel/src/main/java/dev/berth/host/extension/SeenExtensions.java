/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import dev.berth.manifest.LiveView;
import dev.berth.manifest.PackageEntries;
import dev.berth.sdk.value.ExtensionId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Live rows as a package of one tier is judged beside them. */
record SeenExtensions(LiveIndex index, Tier tier, Set<String> hostPackages) implements LiveView {
    @Override
    public Collection<Live> extensions() {
        return index.all();
    }

    @Override
    public Optional<Live> find(ExtensionId id) {
        return index.find(id);
    }

    @Override
    public List<Live> exporters(String javaPackage) {
        return index.exporters(javaPackage);
    }

    @Override
    public List<Live> holders(String role) {
        return index.holders(role);
    }

    @Override
    public Optional<PackageEntries> files(ExtensionId id) {
        return index.files(id);
    }

    @Override
    public Optional<Claim> claim(String capability) {
        return index.claim(capability);
    }

    @Override
    public boolean activatesClaims() {
        return tier.activatesClaims();
    }

    @Override
    public boolean allowsMigrations() {
        return tier.mayMigrate();
    }
}
