/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Revision;
import dev.berth.host.lifecycle.World;
import dev.berth.sdk.value.ExtensionId;
import java.util.Optional;

/** The web pages that packages bring, in their folder {@code ui} (MAN-55, PORT-102). */
public final class Pages {
    private static final String FOLDER = "ui/";
    private static final String INDEX = "index.html";

    private final World world;

    Pages(World world) {
        this.world = world;
    }

    /** Returns the revision whose page an active extension shows now; empty if it has none or is not active. */
    public Optional<Integer> revision(ExtensionId id) {
        return active(id)
                .map(InstalledExtension::current)
                .filter(revision -> file(revision, INDEX).isPresent())
                .map(Revision::number);
    }

    /**
     * Returns a file of a page, out of the stored package. The revision before the current one is served too: a page that is open
     * outlives an update.
     *
     * @param path relative to the page; it is looked up among the names in the package, and is no path of a disk
     */
    public Optional<byte[]> file(ExtensionId id, int number, String path) {
        return active(id).stream()
                .flatMap(row -> row.revisions().stream())
                .filter(revision -> revision.number() == number)
                .findFirst()
                .flatMap(revision -> file(revision, path));
    }

    private Optional<InstalledExtension> active(ExtensionId id) {
        return world.registry().find(id).filter(world::isActive);
    }

    private Optional<byte[]> file(Revision revision, String path) {
        boolean bundled =
                revision.manifest().details().uiSurface().map("bundled"::equals).orElse(true);
        return bundled
                ? world.verifier().file(world.contents().path(revision.packageDigest()), FOLDER + path)
                : Optional.empty();
    }
}
