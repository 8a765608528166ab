/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import dev.berth.manifest.LiveView;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.bundle.BundleRules;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What is live on this host, as the rules of a manifest look at it (MAN-45, MAN-73, MAN-74, MAN-112 to MAN-115). */
public final class LiveExtensions {
    private final ExtensionRegistry registry;
    private final ContentStore contents;
    private final PackageVerifier verifier;
    private final Set<String> hostPackages;
    private final Map<String, Set<String>> exported = new ConcurrentHashMap<>();
    private Optional<Indexed> latest = Optional.empty();

    /** @param hostPackages Java packages that the embedding program shares with every extension */
    public LiveExtensions(
            ExtensionRegistry registry, ContentStore contents, PackageVerifier verifier, Set<String> hostPackages) {
        this.registry = registry;
        this.contents = contents;
        this.verifier = verifier;
        this.hostPackages = Set.copyOf(hostPackages);
    }

    /** Returns what a package of a tier is judged beside: all that is live now. */
    public LiveView seenBy(Tier tier) {
        return new SeenExtensions(index(registry.all()), tier, hostPackages);
    }

    /**
     * Returns what a package of a tier would be judged beside after an update.
     *
     * @param next takes the place of what is live of its extension
     * @param file where its package lies
     */
    public LiveView seenBy(Tier tier, Revision next, Path file) {
        return seenBy(tier, Map.of(next, file));
    }

    /**
     * Returns what a package of a tier would be judged beside once others have come in.
     *
     * @param coming each takes the place of what is live of its extension, if it is there; where its package lies
     */
    public LiveView seenBy(Tier tier, Map<Revision, Path> coming) {
        Map<ExtensionId, InstalledExtension> rows = new TreeMap<>(registry.all());
        Map<Revision, PackageEntries> packages = new HashMap<>();
        coming.forEach((next, file) -> {
            rows.merge(
                    next.id(),
                    InstalledExtension.of(next, Scope.PLATFORM, Status.ACTIVE),
                    (row, fresh) -> row.updatedTo(next));
            packages.put(next, new StoredPackage(next.contentDigest(), () -> verifier.files(file)));
        });
        Function<Revision, PackageEntries> files =
                revision -> Optional.ofNullable(packages.get(revision)).orElseGet(() -> files(revision));
        return new SeenExtensions(new LiveIndex(rows.values(), this::exports, files), tier, hostPackages);
    }

    /** Looks into packages on all cores, before rules ask for what is in them one after the other. */
    public void look(Collection<Revision> revisions) {
        AllCores.map(revisions, this::exports);
    }

    /** Returns who claims a capability for its scope, among what is live (MAN-115). */
    public Optional<LiveView.Claim> claim(String capability) {
        return index(registry.all()).claim(capability);
    }

    /** The registry hands out another map after each change, so an index lasts as long as the map that it was made of. */
    @SuppressWarnings("ReferenceEquality") // the very map, not one like it
    private synchronized LiveIndex index(Map<ExtensionId, InstalledExtension> rows) {
        Indexed now = latest.filter(indexed -> indexed.rows() == rows)
                .orElseGet(() -> new Indexed(rows, new LiveIndex(rows.values(), this::exports, this::files)));
        latest = Optional.of(now);
        return now.index();
    }

    private record Indexed(Map<ExtensionId, InstalledExtension> rows, LiveIndex index) {}

    private PackageEntries files(Revision revision) {
        return new StoredPackage(
                revision.contentDigest(), () -> verifier.files(contents.path(revision.packageDigest())));
    }

    /** A row that was read back from the store has but the text of its manifest; the rest is in its package, which never changes. */
    private Set<String> exports(Revision revision) {
        Set<String> known = revision.manifest().details().exportedPackages();
        return !known.isEmpty() || revision.manifest().serverEntry().isEmpty()
                ? known
                : exported.computeIfAbsent(
                        revision.packageDigest(), digest -> Set.copyOf(BundleRules.exportedPackages(files(revision))));
    }
}
