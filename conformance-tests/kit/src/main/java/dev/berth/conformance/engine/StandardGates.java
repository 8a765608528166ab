/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.engine;

import dev.berth.conformance.Gate;
import dev.berth.conformance.dependencies.DependenciesGate;
import dev.berth.conformance.discovery.DiscoveryGate;
import dev.berth.conformance.fixtures.FixturesGate;
import dev.berth.conformance.license.LicenseGate;
import dev.berth.conformance.manifest.ManifestGate;
import dev.berth.conformance.naming.NamingGate;
import dev.berth.conformance.ports.PortsGate;
import dev.berth.conformance.readme.ReadmeGate;
import dev.berth.conformance.review.ReviewGate;
import java.util.List;

/** The gates that there are, each once, in the order of GATE-3. */
public final class StandardGates {
    private StandardGates() {}

    /** Returns all of them. */
    public static List<Gate> all() {
        return List.of(
                new NamingGate(),
                new ReadmeGate(),
                new LicenseGate(),
                new FixturesGate(),
                new DiscoveryGate(),
                new ManifestGate(),
                new DependenciesGate(),
                new PortsGate(),
                new ReviewGate());
    }
}
