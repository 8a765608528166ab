/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.activation.Activator.Swap;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Revision;
import dev.berth.host.resolve.Resolver;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

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
        return world.activator().replace(reason, entering, leaving, world.beside(), commit);
    }

    /**
     * Takes an extension away with what goes down with it; of the others each that can do without it comes again in the same step.
     *
     * @param leaving as {@link #downWith} says
     */
    Swap without(String reason, InstalledExtension row, Set<ExtensionId> leaving, Consumer<Changes> commit) {
        List<Revision> again = again(row, leaving);
        // One in quarantine comes not again, and is there all the same for those who need it there and not running.
        Set<ExtensionId> moving = again.stream().map(Revision::id).collect(Collectors.toCollection(LinkedHashSet::new));
        moving.add(row.id());
        return world.activator().without(reason, again, leaving, world.beside().without(moving), commit);
    }

    private List<Revision> again(InstalledExtension row, Set<ExtensionId> leaving) {
        return leaving.stream()
                .filter(id -> !id.equals(row.id()))
                .flatMap(id -> world.registry().find(id).stream())
                .filter(other -> other.isLive() && other.quarantine().isEmpty())
                .map(InstalledExtension::current)
                .toList();
    }

    /** Returns it, what is wired to its code, and those of whose needs one would be met no more, with what is wired to them. */
    Set<ExtensionId> downWith(InstalledExtension row) {
        Resolver before = world.beside().resolver();
        Set<ExtensionId> leaving = new LinkedHashSet<>(world.activator().wiredTo(row.id()));
        leaving.add(row.id());
        Optional<ExtensionId> next = Optional.of(row.id());
        while (next.isPresent()) {
            leaving.add(next.get());
            leaving.addAll(world.activator().wiredTo(next.get()));
            Resolver rest = world.beside().without(leaving).resolver();
            next = rest.live().values().stream()
                    .filter(other -> before.unmetEdges(other).isEmpty()
                            && !rest.unmetEdges(other).isEmpty())
                    .map(ExtensionManifest::id)
                    .findFirst();
        }
        return leaving;
    }
}
