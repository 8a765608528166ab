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
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/** Everything that extensions contribute at one moment. Immutable; one tool or provider a slot. */
public final class LiveSet {
    /** Nothing is contributed. */
    public static final LiveSet EMPTY = new LiveSet(OrderedPMap.empty(), Index.EMPTY);

    private static final Comparator<Provider> BEST_FIRST = Comparator.comparing(Provider::version)
            .reversed()
            .thenComparing(provider -> provider.owner().id());

    private final OrderedPMap<ExtensionId, List<Contribution>> byOwner;
    private volatile @Nullable Index index;

    private LiveSet(OrderedPMap<ExtensionId, List<Contribution>> byOwner, @Nullable Index index) {
        this.byOwner = byOwner;
        this.index = index;
    }

    /** What is looked up by name. */
    private record Index(TreePMap<String, Tool> tools, PMap<String, List<Provider>> providers) {
        static final Index EMPTY = new Index(TreePMap.empty(), HashTreePMap.empty());

        Index with(List<Contribution> contributions) {
            Index all = this;
            for (Contribution contribution : contributions) {
                all = switch (contribution) {
                    // Two may have asked for a name in one instant; who held it first keeps it (PORT-84).
                    case Tool tool -> all.tools.containsKey(tool.name()) ? all : all.with(tool);
                    case Provider provider -> all.with(provider);
                    // Found by their owner.
                    case Surface surface -> all;
                    case Action action -> all;
                    case Type type -> all;
                    case Worker worker -> all;
                };
            }
            return all;
        }

        private Index with(Tool tool) {
            return new Index(tools.plus(tool.name(), tool), providers);
        }

        private Index with(Provider provider) {
            List<Provider> best = Stream.concat(of(provider.capability()).stream(), Stream.of(provider))
                    .sorted(BEST_FIRST)
                    .toList();
            return new Index(tools, providers.plus(provider.capability(), best));
        }

        List<Provider> of(String capability) {
            return providers.getOrDefault(capability, List.of());
        }
    }

    /** Made for the first who looks something up. */
    private Index index() {
        Index known = index;
        if (known == null) {
            known = Index.EMPTY;
            for (List<Contribution> contributions : byOwner.values()) {
                known = known.with(contributions);
            }
            index = known;
        }
        return known;
    }

    /** Returns this set with the contributions of one extension in place of what it had. */
    public LiveSet with(ExtensionId owner, Collection<? extends Contribution> contributions) {
        if (contributions.isEmpty()) {
            return without(owner);
        }
        List<Contribution> added = List.copyOf(contributions);
        Index known = byOwner.containsKey(owner) ? null : index;
        return new LiveSet(byOwner.plus(owner, added), known == null ? null : known.with(added));
    }

    /** Returns this set without an extension; itself if the extension contributes nothing. */
    public LiveSet without(ExtensionId owner) {
        return byOwner.containsKey(owner) ? new LiveSet(byOwner.minus(owner), null) : this;
    }

    /** Returns another set of the same contributions, because what organisations see of them has changed. */
    public LiveSet seenAnew() {
        return new LiveSet(byOwner, index);
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
        return index().of(capability);
    }

    /** Returns the provider that this extension contributes to a capability. */
    public Optional<Provider> provider(String capability, ExtensionId owner) {
        return index().of(capability).stream()
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
