/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.kind;

import dev.berth.host.extension.ExtensionRegistry;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.Kind;
import dev.berth.manifest.discovery.KindReader;
import dev.berth.manifest.discovery.Viewer;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows those of which the current content is held for the viewer, and not archived (LIFE-130). */
record RowReader(Kind kind, NativeBook book, ExtensionRegistry registry) implements KindReader {
    @Override
    public Set<ExtensionId> read(List<ExtensionManifest> live, Viewer viewer) {
        Optional<String> organization = Optional.of(viewer.scope()).filter(name -> !name.isEmpty());
        return live.stream()
                .map(ExtensionManifest::id)
                .filter(id -> registry.find(id).stream().anyMatch(row -> isShown(row, organization)))
                .collect(Collectors.toSet());
    }

    private boolean isShown(InstalledExtension row, Optional<String> organization) {
        return book.of(row.id()).stream()
                .anyMatch(held -> !held.archived()
                        && held.packageDigest().equals(row.current().packageDigest())
                        && held.scope().isSeenIn(organization));
    }
}
