/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import dev.berth.manifest.LiveView.Claim;
import dev.berth.manifest.LiveView.Live;
import dev.berth.manifest.PackageEntries;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The live rows of one moment, looked up instead of walked through: at a start every package is judged beside all others. Packages
 * are looked into only if a rule asks.
 */
final class LiveIndex {
    private final SortedMap<ExtensionId, InstalledExtension> rows = new TreeMap<>();
    private final Map<String, List<ExtensionId>> roles = new HashMap<>();
    private final Map<String, Claim> claims = new HashMap<>();
    private final Function<Revision, Set<String>> exports;
    private final Function<Revision, PackageEntries> files;
    private Optional<Exported> exported = Optional.empty();

    /** What is known once all packages were asked what they export. */
    private record Exported(List<Live> all, Map<String, List<Live>> byPackage) {}

    LiveIndex(
            Collection<InstalledExtension> all,
            Function<Revision, Set<String>> exports,
            Function<Revision, PackageEntries> files) {
        this.exports = exports;
        this.files = files;
        all.stream().filter(InstalledExtension::isLive).forEach(row -> rows.put(row.id(), row));
        rows.forEach((id, row) -> row.manifest()
                .details()
                .roles()
                .forEach(role ->
                        roles.computeIfAbsent(role, first -> new ArrayList<>()).add(id)));
        // The first claim of a tier that activates it; the others bind nobody (MAN-115).
        rows.values().stream()
                .filter(row -> row.current().tier().activatesClaims())
                .sorted(Comparator.comparing(
                                (InstalledExtension row) -> row.current().installedAt())
                        .thenComparing(InstalledExtension::id))
                .forEach(row -> row.manifest()
                        .owns()
                        .forEach(claim -> claims.putIfAbsent(
                                claim.capability(), new Claim(row.id().scope(), claim.open()))));
    }

    List<Live> all() {
        return exported().all();
    }

    Optional<Live> find(ExtensionId id) {
        return Optional.ofNullable(rows.get(id)).map(this::live);
    }

    List<Live> exporters(String javaPackage) {
        return exported().byPackage().getOrDefault(javaPackage, List.of());
    }

    List<Live> holders(String role) {
        return roles.getOrDefault(role, List.of()).stream()
                .flatMap(id -> find(id).stream())
                .toList();
    }

    Optional<PackageEntries> files(ExtensionId id) {
        return Optional.ofNullable(rows.get(id))
                .map(InstalledExtension::current)
                .map(files);
    }

    Optional<Claim> claim(String capability) {
        return Optional.ofNullable(claims.get(capability));
    }

    private Live live(InstalledExtension row) {
        return new Live(
                row.id(),
                row.manifest().kind(),
                exports.apply(row.current()),
                row.manifest().details().roles());
    }

    private synchronized Exported exported() {
        Exported known = exported.orElseGet(() -> {
            List<Live> all = rows.values().stream().map(this::live).toList();
            Map<String, List<Live>> byPackage = new HashMap<>();
            all.forEach(one -> one.exportedPackages()
                    .forEach(name -> byPackage
                            .computeIfAbsent(name, first -> new ArrayList<>(1))
                            .add(one)));
            return new Exported(all, byPackage);
        });
        exported = Optional.of(known);
        return known;
    }
}
