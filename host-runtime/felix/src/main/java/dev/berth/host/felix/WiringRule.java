/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Takes from the resolver what a bundle may not wire to. Felix logs what a hook throws and goes on as if it had allowed all, so
 * the engine compares the finished wires with the {@link Visibility} once more.
 */
final class WiringRule implements ResolverHookFactory, ResolverHook {
    private final AtomicReference<Visibility> current = new AtomicReference<>(Visibility.NONE);

    /** Resolves something under a visibility; at all other times nothing can be wired. */
    void during(Visibility visibility, Runnable resolve) {
        current.set(visibility);
        try {
            resolve.run();
        } finally {
            current.set(Visibility.NONE);
        }
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return this;
    }

    @Override
    public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
        Visibility visibility = current.get();
        candidates.removeIf(candidate -> !visibility.allows(requirement, candidate));
        // Where the host and an extension both offer a package, it is the host's: a higher version does not hijack it.
        if (candidates.stream().anyMatch(Visibility::isSystem)) {
            candidates.removeIf(candidate -> !Visibility.isSystem(candidate));
        }
    }

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {}

    @Override
    public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> candidates) {}

    @Override
    public void end() {}
}
