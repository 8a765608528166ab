/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import dev.berth.manifest.ExtensionManifest.Owns;
import dev.berth.manifest.LiveView;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Live rows as a package of one tier is judged beside them. */
final class SeenExtensions implements LiveView {
    private final List<InstalledExtension> rows;
    private final Tier tier;
    private final Set<String> hostPackages;
    private final Function<Revision, Set<String>> exports;
    private Optional<List<Live>> seen = Optional.empty();

    SeenExtensions(
            List<InstalledExtension> rows,
            Tier tier,
            Set<String> hostPackages,
            Function<Revision, Set<String>> exports) {
        this.rows = rows;
        this.tier = tier;
        this.hostPackages = hostPackages;
        this.exports = exports;
    }

    /** Packages are looked into only if a rule asks. */
    @Override
    public Collection<Live> extensions() {
        List<Live> known = seen.orElseGet(() -> rows.stream()
                .map(row -> new Live(
                        row.id(),
                        row.manifest().kind(),
                        exports.apply(row.current()),
                        row.manifest().details().roles()))
                .toList());
        seen = Optional.of(known);
        return known;
    }

    @Override
    public Set<String> hostPackages() {
        return hostPackages;
    }

    /** The first claim of a tier that activates it; the others bind nobody (MAN-115). */
    @Override
    public Optional<Claim> claim(String capability) {
        return rows.stream()
                .filter(row -> row.current().tier().activatesClaims())
                .filter(row -> claimed(row, capability).isPresent())
                .min(Comparator.comparing(
                                (InstalledExtension row) -> row.current().installedAt())
                        .thenComparing(InstalledExtension::id))
                .flatMap(row ->
                        claimed(row, capability).map(claim -> new Claim(row.id().scope(), claim.open())));
    }

    private static Optional<Owns> claimed(InstalledExtension row, String capability) {
        return row.manifest().owns().stream()
                .filter(claim -> claim.capability().equals(capability))
                .findFirst();
    }

    @Override
    public boolean activatesClaims() {
        return tier.activatesClaims();
    }

    @Override
    public boolean allowsMigrations() {
        return tier.mayMigrate();
    }
}
