/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.start;

import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.lifecycle.World;
import dev.berth.host.seed.Seeder;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import java.nio.file.Path;
import java.util.List;

/** Seeds what extensions want to find in development (LIFE-61). */
final class DevFixtures {
    private final World world;
    private final Seeder seeder;

    DevFixtures(World world, Seeder seeder) {
        this.world = world;
        this.seeder = seeder;
    }

    List<Problem> seed() {
        return world.registry().all().values().stream()
                .filter(world::isActive)
                .flatMap(row ->
                        row.manifest().details().devFixtures().stream().flatMap(path -> seed(row, path).stream()))
                .toList();
    }

    private List<Problem> seed(InstalledExtension row, String path) {
        Path stored = world.contents().path(row.current().packageDigest());
        List<PortName> granted = world.grants().inHooks(row.id()).approved().ports();
        return seeder.seed(row.manifest(), path, world.verifier().file(stored, path), granted);
    }
}
