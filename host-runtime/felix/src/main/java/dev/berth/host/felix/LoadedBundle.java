/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import dev.berth.host.activation.BundleEngine;
import dev.berth.host.extension.Revision;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** A resolved bundle. It lets go of the framework's objects when it is unloaded, so that who keeps it pins no class loader (ENG-40). */
final class LoadedBundle implements BundleEngine.Bundle {
    private final Revision revision;
    private final LoadedBundles others;
    private final AtomicReference<@Nullable Bundle> bundle;

    LoadedBundle(Revision revision, Bundle bundle, LoadedBundles others) {
        this.revision = revision;
        this.bundle = new AtomicReference<>(bundle);
        this.others = others;
    }

    @Override
    public Revision revision() {
        return revision;
    }

    @Override
    public Class<?> loadClass(String name) throws ClassNotFoundException {
        Bundle loaded = bundle.get();
        if (loaded == null) {
            throw new ClassNotFoundException(name + ": " + revision.subject() + " is unloaded");
        }
        try {
            return loaded.loadClass(name);
        } catch (IllegalStateException uninstalled) {
            // It was unloaded by the lifecycle thread between the two lines above.
            throw new ClassNotFoundException(name + ": " + revision.subject() + " is unloaded", uninstalled);
        }
    }

    @Override
    public ClassLoader classLoader() {
        return wiring().getClassLoader();
    }

    @Override
    public Set<BundleEngine.Bundle> wiredTo() {
        return others.providersOf(wiring());
    }

    private BundleWiring wiring() {
        Bundle loaded = bundle.get();
        BundleWiring wiring = loaded == null ? null : loaded.adapt(BundleWiring.class);
        if (wiring == null) {
            throw new IllegalStateException(revision.subject() + " is unloaded");
        }
        return wiring;
    }

    boolean isLoaded() {
        return bundle.get() != null;
    }

    @Override
    public void unload() {
        Bundle loaded = bundle.getAndSet(null);
        if (loaded != null) {
            others.remove(revision, loaded);
        }
    }

    /** Lets go of the framework's objects, which the framework itself removes. */
    void forget() {
        bundle.set(null);
    }

    @Override
    public String toString() {
        return revision.subject() + " #" + revision.number();
    }
}
