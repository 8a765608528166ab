/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import dev.berth.host.activation.BundleEngine.Request;
import dev.berth.host.extension.Revision;
import dev.berth.sdk.value.ExtensionId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Who may wire to whom while a batch is resolved (engine.md L2, TRUST-141). Bundles are named by the framework's numbers.
 *
 * @param batch what is being loaded
 * @param beside what these may use of that which is loaded already
 */
record Visibility(Map<Long, Request> batch, Map<Long, Revision> beside) {
    /** Nothing may be wired. */
    static final Visibility NONE = new Visibility(Map.of(), Map.of());

    private static final Set<String> OF_SYSTEM =
            Set.of(PackageNamespace.PACKAGE_NAMESPACE, ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE);

    /** Copies the maps. */
    Visibility {
        batch = Map.copyOf(batch);
        beside = Map.copyOf(beside);
    }

    /** Tells whether a requirement may be met by a capability that matches it. */
    boolean allows(BundleRequirement requirement, BundleCapability capability) {
        long requirer = number(requirement.getRevision());
        long provider = number(capability.getRevision());
        if (!batch.containsKey(requirer)) {
            return false;
        } else if (isSystem(capability)) {
            return OF_SYSTEM.contains(capability.getNamespace());
        }
        return !isHosts(capability) && (provider == requirer || mayUse(requirer, provider));
    }

    // No extension can stand in for the SDK, not even with a version that the host lacks (MAN-75), or for the guards.
    private static boolean isHosts(BundleCapability capability) {
        return capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE) instanceof String name
                && (SystemPackages.SDK.contains(name) || name.equals(SystemPackages.GUARD));
    }

    private boolean mayUse(long requirer, long provider) {
        Request request = request(requirer).orElseThrow();
        ExtensionId own = request.revision().id();
        return revision(provider)
                .map(Revision::id)
                // Two bundles of one id are two revisions of it: old and new never share classes.
                .filter(id -> !id.equals(own))
                .filter(id ->
                        id.scope().equals(own.scope()) || request.mayWireTo().contains(id))
                .isPresent();
    }

    private Optional<Request> request(long number) {
        return Optional.ofNullable(batch.get(number));
    }

    /** Returns whose bundle it is, if it takes part. */
    Optional<Revision> revision(long number) {
        return request(number).map(Request::revision).or(() -> Optional.ofNullable(beside.get(number)));
    }

    static boolean isSystem(BundleCapability capability) {
        return number(capability.getRevision()) == Constants.SYSTEM_BUNDLE_ID;
    }

    static long number(BundleRevision revision) {
        return revision.getBundle().getBundleId();
    }
}
