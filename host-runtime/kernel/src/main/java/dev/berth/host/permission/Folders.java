/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.permission;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where the files of one revision may lie.
 *
 * @param mounts the folders by the names of mounts, as they are bound now
 * @param temporary its private folder
 */
record Folders(Supplier<Map<String, Mount>> mounts, PrivateFolder temporary) {
    /** Returns those of these mounts that no folder is bound to. */
    SortedSet<String> unbound(Collection<String> names) {
        SortedSet<String> unbound = new TreeSet<>(names);
        unbound.removeAll(mounts.get().keySet());
        return unbound;
    }

    /** Tells whether a path leads into the folder of one of these mounts, or into the private one. */
    boolean contains(Path path, Collection<String> some, Collection<String> others, boolean own) {
        Map<String, Mount> bound = mounts.get();
        Stream<Path> mounted = Stream.concat(some.stream(), others.stream())
                .flatMap(name -> Optional.ofNullable(bound.get(name)).stream())
                .map(Mount::folder);
        Stream<Path> all = own ? Stream.concat(mounted, temporary.made().stream()) : mounted;
        Path[] roots = all.toArray(Path[]::new);
        if (roots.length == 0) {
            return false;
        }
        Optional<Path> real = RealPath.of(path);
        return real.isPresent() && Stream.of(roots).anyMatch(real.get()::startsWith);
    }
}
