/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.manifest.ExtensionManifest.Provides;
import dev.berth.sdk.port.Actor;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.value.ExtensionId;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a context is made of.
 *
 * @param provides the capabilities that the manifest declares
 * @param dependencies the packages that the manifest names
 * @param actor for whom the thread of the test calls
 * @param connections what the OAuth gateway holds; none means that there is no gateway
 * @param inert every port may be used, and nothing is kept (PORT-131)
 */
public record Setup(
        ExtensionId id,
        String version,
        List<Provides> provides,
        Set<ExtensionId> dependencies,
        Actor actor,
        Clock clock,
        RuntimeMode mode,
        Map<String, String> flags,
        Optional<URI> publicBaseUrl,
        List<SeededConnection> connections,
        boolean inert) {
    /** Copies the collections. */
    public Setup {
        provides = List.copyOf(provides);
        dependencies = Set.copyOf(dependencies);
        flags = Map.copyOf(flags);
        connections = List.copyOf(connections);
    }

    String subject() {
        return id.value().concat(" ").concat(version);
    }
}
