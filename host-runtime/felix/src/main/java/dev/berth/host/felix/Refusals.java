/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import dev.berth.host.extension.Revision;
import dev.berth.sdk.problem.Problem;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** Finds out why bundles of a batch did not resolve, by asking the framework who offers what (ENG-12). */
final class Refusals {
    private final FrameworkWiring wiring;
    private final Visibility visibility;
    private final Map<Long, Bundle> refused;
    private final Map<Long, Problem> explained = new HashMap<>();
    private final Set<Long> beingExplained = new HashSet<>();

    Refusals(FrameworkWiring wiring, Visibility visibility, Collection<Bundle> refused) {
        this.wiring = wiring;
        this.visibility = visibility;
        this.refused = refused.stream().collect(Collectors.toMap(Bundle::getBundleId, bundle -> bundle));
    }

    /** Returns the problem of a refused bundle; what it waits for in the same batch stands in its causes. */
    Problem explain(Bundle bundle) {
        long number = bundle.getBundleId();
        Problem known = explained.get(number);
        if (known == null) {
            beingExplained.add(number);
            known = find(bundle);
            beingExplained.remove(number);
            explained.put(number, known);
        }
        return known;
    }

    private Problem find(Bundle bundle) {
        UnmetImport words = new UnmetImport(revision(bundle));
        Map<ImportNeed, Bundle> waits = new LinkedHashMap<>();
        List<Problem> unmet = bundle.adapt(BundleRevision.class).getDeclaredRequirements(null).stream()
                .filter(Refusals::isMandatory)
                .flatMap(requirement -> unmet(requirement, words, waits).stream())
                .toList();
        if (!unmet.isEmpty()) {
            return words.all(unmet);
        }
        return waits.entrySet().stream()
                .findFirst()
                .map(wait -> words.waitsFor(wait.getKey(), revision(wait.getValue()), causes(waits.values())))
                .orElseGet(words::unexplained);
    }

    private static boolean isMandatory(BundleRequirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        return !Constants.RESOLUTION_OPTIONAL.equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
                && Constants.EFFECTIVE_RESOLVE.equals(
                        directives.getOrDefault(Constants.EFFECTIVE_DIRECTIVE, Constants.EFFECTIVE_RESOLVE));
    }

    private Optional<Problem> unmet(BundleRequirement requirement, UnmetImport words, Map<ImportNeed, Bundle> waits) {
        List<BundleCapability> usable = wiring.findProviders(requirement).stream()
                .filter(capability -> visibility.allows(requirement, capability))
                .toList();
        if (usable.isEmpty()) {
            return Optional.of(problem(requirement, words));
        }
        if (usable.stream().noneMatch(capability -> isThere(requirement, capability))) {
            waits.put(
                    ImportNeed.of(requirement), usable.getFirst().getRevision().getBundle());
        }
        return Optional.empty();
    }

    private static boolean isThere(BundleRequirement requirement, BundleCapability capability) {
        Bundle provider = capability.getRevision().getBundle();
        return Visibility.isSystem(capability)
                || provider.equals(requirement.getRevision().getBundle())
                || provider.adapt(BundleWiring.class) != null;
    }

    private Problem problem(BundleRequirement requirement, UnmetImport words) {
        if (!requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)) {
            return words.otherCapability(requirement);
        }
        ImportNeed need = ImportNeed.of(requirement);
        List<Offer> offers = wiring.findProviders(need.anyVersion()).stream()
                .filter(capability -> !capability.getRevision().equals(requirement.getRevision()))
                .flatMap(capability -> offer(requirement, capability).stream())
                .sorted()
                .toList();
        return offers.isEmpty() ? words.nowhere(need) : words.nearMiss(need, offers.getFirst());
    }

    private Optional<Offer> offer(BundleRequirement requirement, BundleCapability capability) {
        String version = String.valueOf(capability.getAttributes().get(Constants.VERSION_ATTRIBUTE));
        boolean fits = requirement.matches(capability);
        if (Visibility.isSystem(capability)) {
            return Optional.of(new Offer(Optional.empty(), version, true, fits));
        }
        // What takes no part, such as an older revision that is leaving, is no advice.
        return visibility
                .revision(Visibility.number(capability.getRevision()))
                .map(revision ->
                        new Offer(Optional.of(revision), version, visibility.allows(requirement, capability), fits));
    }

    private List<Problem> causes(Collection<Bundle> providers) {
        return providers.stream()
                .distinct()
                .filter(provider -> refused.containsKey(provider.getBundleId()))
                .filter(provider -> !beingExplained.contains(provider.getBundleId()))
                .map(this::explain)
                .toList();
    }

    private Revision revision(Bundle bundle) {
        return visibility.revision(bundle.getBundleId()).orElseThrow();
    }

    /**
     * Who offers a package that does not meet a requirement; the nearest miss is the least.
     *
     * @param by empty for the host
     * @param allowed whether the bundle could use it, were it not for the version
     * @param fits whether the version is right
     */
    record Offer(Optional<Revision> by, String version, boolean allowed, boolean fits) implements Comparable<Offer> {
        @Override
        public int compareTo(Offer other) {
            int host = Boolean.compare(other.by.isEmpty(), by.isEmpty());
            int right = Boolean.compare(other.fits, fits);
            return host != 0 ? host : right != 0 ? right : Boolean.compare(other.allowed, allowed);
        }

        String who() {
            return by.map(Revision::subject).orElse("This host");
        }
    }
}
