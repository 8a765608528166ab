/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.host.activation.BundleEngine.Bundle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who is wired to whom among what is loaded. The wires of a bundle are made when it is loaded, and never change. */
final class Users {
    private final Map<Bundle, Set<Bundle>> direct = new HashMap<>();

    void add(Bundle bundle) {
        bundle.wiredTo()
                .forEach(provider -> direct.computeIfAbsent(provider, first -> new LinkedHashSet<>())
                        .add(bundle));
    }

    void remove(Bundle bundle) {
        direct.remove(bundle);
        direct.values().forEach(users -> users.remove(bundle));
    }

    /** Returns all others that are wired to a bundle, directly or not. */
    Set<Bundle> of(Bundle bundle) {
        Set<Bundle> found = new LinkedHashSet<>();
        Deque<Bundle> open = new ArrayDeque<>(Set.of(bundle));
        while (!open.isEmpty()) {
            for (Bundle user : direct.getOrDefault(open.removeFirst(), Set.of())) {
                if (found.add(user)) {
                    open.addLast(user);
                }
            }
        }
        found.remove(bundle);
        return found;
    }
}
