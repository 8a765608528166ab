/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.host.resolve.Resolver;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is live beside a set that is brought up (MAN-140).
 *
 * @param active its code runs, or it needs none
 * @param idle it is there and does not run; it meets what asks for presence alone (MAN-146)
 */
public record Beside(List<ExtensionManifest> active, List<ExtensionManifest> idle) {
    /** Nothing. */
    public static final Beside NONE = new Beside(List.of(), List.of());

    /** Copies the lists. */
    public Beside {
        active = List.copyOf(active);
        idle = List.copyOf(idle);
    }

    /** Returns what judges edges against all of it. */
    public Resolver resolver() {
        List<ExtensionManifest> all = new ArrayList<>(active);
        all.addAll(idle);
        return Resolver.of(all)
                .whereIdle(idle.stream().map(ExtensionManifest::id).collect(Collectors.toSet()));
    }

    /** Returns the rest without some. */
    public Beside without(Collection<ExtensionId> ids) {
        return new Beside(without(active, ids), without(idle, ids));
    }

    private static List<ExtensionManifest> without(List<ExtensionManifest> all, Collection<ExtensionId> ids) {
        return all.stream().filter(manifest -> !ids.contains(manifest.id())).toList();
    }
}
