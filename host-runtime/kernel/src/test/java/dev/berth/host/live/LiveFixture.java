/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.live;

import dev.berth.host.fake.Manifests;
import dev.berth.host.live.Contribution.Provider;
import dev.berth.host.live.Contribution.Tool;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;

/** Owners, tools and providers for tests of the live set. */
final class LiveFixture {
    private LiveFixture() {}

    static Owner owner(String name) {
        return new Owner(
                ExtensionId.of("@acme/" + name),
                Manifests.version("1.0.0"),
                1,
                LiveFixture.class.getClassLoader(),
                new CallGate());
    }

    static Tool tool(Owner owner, String name) {
        return new Tool(owner, name, Optional.empty(), Optional.empty(), input -> List.of(), input -> name);
    }

    static Provider provider(Owner owner, String capability, String version) {
        return new Provider(owner, capability, Manifests.version(version), new Object());
    }
}
