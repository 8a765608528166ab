/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.activation.Activator.Swap;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Revision;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What has to be swapped together: an extension, and those whose code is wired to its packages (ENG-31, ENG-32). */
final class Closure {
    private final World world;

    Closure(World world) {
        this.world = world;
    }

    /** Names the others that are touched, and why. */
    List<String> touches(ExtensionId id) {
        return world.activator().wiredTo(id).stream()
                .sorted()
                .map(other ->
                        other + ": its code is wired to packages of " + id + "; it registers again beside its old copy")
                .toList();
    }

    /**
     * Swaps an extension and what is wired to it.
     *
     * @param next what it becomes, or nothing to take it away
     */
    Swap replace(String reason, ExtensionId id, Optional<Revision> next, Consumer<Changes> commit) {
        Set<ExtensionId> leaving = new LinkedHashSet<>(world.activator().wiredTo(id));
        List<Revision> entering = new ArrayList<>();
        next.ifPresent(entering::add);
        leaving.stream()
                .map(other -> world.registry().find(other))
                .flatMap(Optional::stream)
                .map(InstalledExtension::current)
                .forEach(entering::add);
        leaving.add(id);
        return world.activator()
                .replace(reason, entering, leaving, world.beside().without(leaving), commit);
    }
}
