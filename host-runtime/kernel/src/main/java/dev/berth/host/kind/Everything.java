/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.kind;

import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.Kind;
import dev.berth.manifest.discovery.KindReader;
import dev.berth.manifest.discovery.Viewer;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows all that is live of a kind of which nothing is held; for whom it runs, the grants of its ports say (LIFE-94). */
record Everything(Kind kind) implements KindReader {
    @Override
    public Set<ExtensionId> read(List<ExtensionManifest> live, Viewer viewer) {
        return live.stream().map(ExtensionManifest::id).collect(Collectors.toSet());
    }
}
