/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.live;

import dev.berth.host.live.Contribution.Action;
import dev.berth.host.live.Contribution.Provider;
import dev.berth.host.live.Contribution.Slot;
import dev.berth.host.live.Contribution.Surface;
import dev.berth.host.live.Contribution.Tool;
import dev.berth.host.live.Contribution.Type;
import dev.berth.host.live.Contribution.Worker;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything that extensions contribute at one moment. Immutable; one tool or provider a slot. */
public final class LiveSet {
    /** Nothing is contributed. */
    public static final LiveSet EMPTY = new LiveSet(Map.of());

    private static final Comparator<Provider> BEST_FIRST = Comparator.comparing(Provider::version)
            .reversed()
            .thenComparing(provider -> provider.owner().id());

    private final Map<ExtensionId, List<Contribution>> byOwner;
    private volatile @Nullable Index index;

    /** What is looked up by name. */
    private record Index(SortedMap<String, Tool> tools, Map<String, List<Provider>> providers) {}

    private LiveSet(Map<ExtensionId, List<Contribution>> byOwner) {
        this.byOwner = byOwner;
    }

    /** Made for the first who looks something up: of the sets that a boot stages, one for each extension, few are ever asked. */
    private Index index() {
        Index known = index;
        if (known == null) {
            known = indexed();
            index = known;
        }
        return known;
    }

    private Index indexed() {
        SortedMap<String, Tool> tools = new TreeMap<>();
        Map<String, List<Provider>> providers = new HashMap<>();
        for (List<Contribution> contributions : byOwner.values()) {
            for (Contribution contribution : contributions) {
                switch (contribution) {
                    // Two may have asked for a name in one instant; who held it first keeps it (PORT-84).
                    case Tool tool -> tools.putIfAbsent(tool.name(), tool);
                    case Provider provider ->
                        providers
                                .computeIfAbsent(provider.capability(), key -> new ArrayList<>())
                                .add(provider);
                    // Found by their owner.
                    case Surface surface -> {}
                    case Action action -> {}
                    case Type type -> {}
                    case Worker worker -> {}
                }
            }
        }
        providers.values().forEach(list -> list.sort(BEST_FIRST));
        return new Index(tools, providers);
    }

    /** Returns this set with the contributions of one extension in place of what it had. */
    public LiveSet with(ExtensionId owner, Collection<? extends Contribution> contributions) {
        if (contributions.isEmpty()) {
            return without(owner);
        }
        Map<ExtensionId, List<Contribution>> copy = new LinkedHashMap<>(byOwner);
        copy.put(owner, List.copyOf(contributions));
        return new LiveSet(copy);
    }

    /** Returns this set without an extension; itself if the extension contributes nothing. */
    public LiveSet without(ExtensionId owner) {
        if (!byOwner.containsKey(owner)) {
            return this;
        }
        Map<ExtensionId, List<Contribution>> copy = new LinkedHashMap<>(byOwner);
        copy.remove(owner);
        return new LiveSet(copy);
    }

    /** Returns another set of the same contributions, because what organisations see of them has changed. */
    public LiveSet seenAnew() {
        return new LiveSet(byOwner);
    }

    /** Returns the tool of this name. */
    public Optional<Tool> tool(String name) {
        return Optional.ofNullable(index().tools().get(name));
    }

    /** Returns all tools, by name. */
    public List<Tool> tools() {
        return List.copyOf(index().tools().values());
    }

    /** Returns the providers of a capability: higher version first, then by id (PORT-117). */
    public List<Provider> providers(String capability) {
        return List.copyOf(index().providers().getOrDefault(capability, List.of()));
    }

    /** Returns the provider that this extension contributes to a capability. */
    public Optional<Provider> provider(String capability, ExtensionId owner) {
        return index().providers().getOrDefault(capability, List.of()).stream()
                .filter(provider -> provider.owner().id().equals(owner))
                .findFirst();
    }

    /** Returns what this extension contributes to a slot. */
    public <C extends Contribution> Optional<C> find(ExtensionId owner, Slot slot, Class<C> type) {
        return of(owner).stream()
                .filter(contribution -> contribution.slot().equals(slot))
                .findFirst()
                .map(type::cast);
    }

    /** Returns what one extension contributes. */
    public List<Contribution> of(ExtensionId owner) {
        return byOwner.getOrDefault(owner, List.of());
    }

    /** Returns all contributions of one kind. */
    public <C extends Contribution> List<C> all(Class<C> type) {
        return byOwner.values().stream()
                .flatMap(List::stream)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
