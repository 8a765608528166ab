/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import static java.util.function.Predicate.not;

import dev.berth.host.activation.BundleEngine;
import dev.berth.host.extension.Revision;
import dev.berth.host.felix.weave.Bindings;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is loaded, by the framework's numbers. */
final class LoadedBundles {
    private static final Logger log = LoggerFactory.getLogger(LoadedBundles.class);

    private final Map<Long, LoadedBundle> byNumber = new ConcurrentHashMap<>();
    private final Bindings bindings;

    LoadedBundles(Bindings bindings) {
        this.bindings = bindings;
    }

    LoadedBundle add(Revision revision, Bundle bundle) {
        LoadedBundle added = new LoadedBundle(revision, bundle, this);
        byNumber.put(bundle.getBundleId(), added);
        return added;
    }

    /** Returns those of these bundles that are still loaded here, by number. */
    Map<Long, Revision> revisions(Collection<BundleEngine.Bundle> bundles) {
        Set<BundleEngine.Bundle> wanted = Set.copyOf(bundles);
        Map<Long, Revision> found = new HashMap<>();
        byNumber.forEach((number, loaded) -> {
            if (loaded.isLoaded() && wanted.contains(loaded)) {
                found.put(number, loaded.revision());
            }
        });
        return found;
    }

    Set<BundleEngine.Bundle> providersOf(BundleWiring wiring) {
        return wiring.getRequiredWires(null).stream()
                .map(wire -> byNumber.get(wire.getProvider().getBundle().getBundleId()))
                .filter(Objects::nonNull)
                .filter(provider -> provider.isLoaded())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Removes a bundle. Felix frees the class loader within the call, on this thread, if nobody is wired to the bundle; a refresh
     * by {@code FrameworkWiring} would do the same on another thread, and would take the bundles wired to it down as well.
     */
    void remove(Revision revision, Bundle bundle) {
        byNumber.remove(bundle.getBundleId());
        bindings.unbind(bundle.getBundleId());
        Set<String> dependents = dependents(bundle);
        if (!dependents.isEmpty()) {
            // They keep working: Felix frees the class loader once the last of them is gone.
            log.warn("{} was unloaded before what uses its classes: {}", revision.subject(), dependents);
        }
        try {
            bundle.uninstall();
        } catch (BundleException failed) {
            // Uninstalling is over by then; what failed is the removal of Felix's own files about it.
            log.warn("{} was unloaded, but left something behind in the engine's folder", revision.subject(), failed);
        }
    }

    private Set<String> dependents(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return wiring.getProvidedWires(null).stream()
                .map(wire -> wire.getRequirer().getBundle())
                .filter(not(bundle::equals))
                .map(Bundle::getSymbolicName)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Forgets all, when the framework has stopped. */
    void clear() {
        byNumber.values().forEach(LoadedBundle::forget);
        byNumber.clear();
    }
}
