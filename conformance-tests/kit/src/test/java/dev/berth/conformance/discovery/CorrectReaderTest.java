/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.discovery;

import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.Kind;
import dev.berth.manifest.discovery.KindReader;
import dev.berth.manifest.discovery.Viewer;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** GATE-S18: a reader that does what it must passes every case. */
final class CorrectReaderTest extends DiscoveryContractTest {
    @Override
    protected KindReader reader(List<NativeRow> rows) {
        NativeStore store = new NativeStore(rows);
        return new KindReader() {
            @Override
            public Kind kind() {
                return Kind.AGENT;
            }

            @Override
            public Set<ExtensionId> read(List<ExtensionManifest> live, Viewer viewer) {
                return live.stream()
                        .map(ExtensionManifest::id)
                        .filter(store.visibleIn(viewer.scope())::contains)
                        .collect(Collectors.toUnmodifiableSet());
            }
        };
    }
}
