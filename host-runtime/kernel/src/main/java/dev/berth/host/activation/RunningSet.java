/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.host.activation.BundleEngine.Bundle;
import dev.berth.host.extension.Revision;
import dev.berth.host.grant.PortSet;
import dev.berth.host.resolve.ActivationOrder;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The extensions whose code runs, one revision each. Changed by the lifecycle thread alone, read by any. */
final class RunningSet {
    private final Map<ExtensionId, Running> byId = new ConcurrentHashMap<>();

    void add(Running one) {
        byId.put(one.revision.id(), one);
    }

    void remove(Running one) {
        byId.remove(one.revision.id());
    }

    boolean has(ExtensionId id) {
        return byId.containsKey(id);
    }

    /** The same revision again, because of another one, is judged by the standing request like its old copy (PORT-22). */
    boolean has(Revision revision) {
        Running one = byId.get(revision.id());
        return one != null && one.revision.equals(revision);
    }

    List<Running> all() {
        return List.copyOf(byId.values());
    }

    List<Running> all(Collection<ExtensionId> ids) {
        return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
    }

    List<Bundle> bundlesWithout(Set<ExtensionId> leaving) {
        return byId.values().stream()
                .filter(one -> !leaving.contains(one.revision.id()))
                .map(one -> one.bundle)
                .toList();
    }

    void withdraw(ExtensionId id, Collection<PortName> ports) {
        Optional.ofNullable(byId.get(id))
                .ifPresent(one ->
                        ports.stream().filter(one.registrations::withdraw).forEach(one.lacking::add));
    }

    PortSet lacking(ExtensionId id) {
        return Optional.ofNullable(byId.get(id))
                .map(one -> PortSet.of(one.lacking))
                .orElse(PortSet.NONE);
    }

    Set<ExtensionId> wiredTo(ExtensionId id) {
        Set<ExtensionId> closure = new LinkedHashSet<>();
        closure.add(id);
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Running one : byId.values()) {
                boolean wired = one.bundle.wiredTo().stream()
                        .anyMatch(to -> closure.contains(to.revision().id()));
                grew |= wired && closure.add(one.revision.id());
            }
        }
        closure.remove(id);
        return closure;
    }

    static List<Running> dependentsFirst(List<Running> set) {
        Map<ExtensionId, Running> byId = new HashMap<>();
        set.forEach(one -> byId.put(one.revision.id(), one));
        List<Running> ordered = new ArrayList<>();
        ActivationOrder.of(set.stream().map(one -> one.revision.manifest()).toList()).resolutions().stream()
                .map(resolution -> byId.get(resolution.manifest().id()))
                .forEach(ordered::add);
        Collections.reverse(ordered);
        return ordered;
    }
}
