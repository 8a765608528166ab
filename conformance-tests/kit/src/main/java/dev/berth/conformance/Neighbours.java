/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance;

import dev.berth.manifest.ExtensionManifest.Provides;
import dev.berth.manifest.Kind;
import dev.berth.manifest.PackageEntries;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The extensions that are known beside a subject: those checked in the same run, and with {@code --against} those of a host.
 *
 * @param known each once, by id; the subject itself may be among them
 */
public record Neighbours(List<Neighbour> known) {
    /** Nothing is known. */
    public static final Neighbours NONE = new Neighbours(List.of());

    /** Copies the list. */
    public Neighbours {
        known = List.copyOf(known);
    }

    /** Returns the extension of this id. */
    public Optional<Neighbour> find(ExtensionId id) {
        return known.stream().filter(other -> other.id().equals(id)).findFirst();
    }

    /**
     * What can be known of another extension from outside.
     *
     * @param exports the Java packages that it exports
     * @param primitives the names of the tools that it offers to others
     * @param provides the capabilities that it provides
     * @param files its files, if it is checked in the same run
     */
    public record Neighbour(
            ExtensionId id,
            Kind kind,
            Set<String> exports,
            Set<String> primitives,
            List<Provides> provides,
            Optional<PackageEntries> files) {
        /** Copies the collections. */
        public Neighbour {
            exports = Set.copyOf(exports);
            primitives = Set.copyOf(primitives);
            provides = List.copyOf(provides);
        }
    }
}
