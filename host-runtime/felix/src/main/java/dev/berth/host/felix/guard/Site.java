/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.guard;

import dev.berth.host.felix.weave.Bindings;
import dev.berth.host.permission.Authority;
import dev.berth.host.permission.Demand;
import java.lang.invoke.MethodHandles;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleReference;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Who calls: the class loader of a lookup says so, and nobody can make one of another's.
 *
 * @param lookup of the class that calls
 * @param loader its class loader
 * @param authority what it may do
 */
record Site(MethodHandles.Lookup lookup, ClassLoader loader, Authority authority) {
    static Site of(MethodHandles.Lookup caller) {
        ClassLoader loader = caller.lookupClass().getClassLoader();
        if (!caller.hasFullPrivilegeAccess() || !(loader instanceof BundleReference reference)) {
            throw new SecurityException("Only code of an extension can be linked here");
        }
        Bundle bundle = reference.getBundle();
        return new Site(caller, loader, authority(bundle));
    }

    /** The framework holds the bindings; the wire to this package leads to it. */
    private static Authority authority(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null) {
            return Authority.NONE;
        }
        return wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .map(wire -> wire.getProvider().getBundle())
                .filter(provider -> provider.getBundleId() == 0)
                .findFirst()
                .flatMap(system -> bindings(system.getBundleContext()))
                .flatMap(bindings -> bindings.of(bundle.getBundleId()))
                .orElse(Authority.NONE);
    }

    private static Optional<Bindings> bindings(BundleContext framework) {
        ServiceReference<Bindings> reference = framework.getServiceReference(Bindings.class);
        return Optional.ofNullable(reference).map(framework::getService);
    }

    void demand(Demand demand) {
        authority.demand(demand);
    }

    /** Refuses for good. */
    SecurityException never(String what) {
        authority.demand(new Demand.Never(what));
        return new SecurityException(what);
    }

    Ground ground(Class<?> type) {
        return Ground.of(type, loader);
    }
}
