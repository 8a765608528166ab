/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Scope;
import dev.berth.host.grant.Grant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes a row away, with the grants and the data of those that it served alone (LIFE-112, LIFE-114, LIFE-124). */
record Parting(World world, Target row) {
    void delete(Changes changes) {
        if (row.isOnly()) {
            world.registry().delete(row.id(), changes);
            world.grants().delete(row.id(), changes);
            world.permissions().delete(row.id(), changes);
            world.data().forEach(data -> changes.add(() -> data.deleteAll(row.id())));
        } else {
            part(changes);
        }
    }

    private void part(Changes changes) {
        InstalledExtension left = row.extension().without(row.scope());
        world.registry().save(left, changes);
        Set<Optional<String>> others =
                left.rows().keySet().stream().map(Scope::organization).collect(Collectors.toSet());
        world.grants().rows(row.id()).stream()
                .map(Grant::organization)
                .filter(organization -> isServed(organization, others))
                .forEach(organization -> world.grants().delete(row.id(), organization, changes));
        world.data()
                .forEach(data -> changes.add(() -> data.organizations(row.id()).stream()
                        .filter(organization -> isServed(Optional.of(organization), others))
                        .forEach(organization -> data.deleteIn(row.id(), organization))));
    }

    /** The platform's row serves those without one of their own; no row leaves to others what is not its own. */
    private boolean isServed(Optional<String> organization, Set<Optional<String>> others) {
        boolean own =
                row.scope().equals(Scope.PLATFORM) || row.scope().organization().equals(organization);
        return own && !others.contains(organization);
    }
}
