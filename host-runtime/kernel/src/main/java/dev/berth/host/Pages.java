/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Revision;
import dev.berth.host.lifecycle.World;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** The web pages that packages bring, in their folder {@code ui} (MAN-55, PORT-102). Safe for several threads. */
public final class Pages {
    private static final String FOLDER = "ui/";
    private static final String INDEX = "index.html";

    private final World world;
    private final Recent recent = new Recent();

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
        if (!bundled) {
            return Optional.empty();
        }
        String digest = revision.packageDigest();
        Path stored = world.contents().path(digest);
        return recent.get(digest + "/" + path, () -> world.verifier().file(stored, FOLDER + path));
    }

    /** Files that were asked for last: a package is looked through once for each, for its bytes never change. */
    private static final class Recent {
        private static final int MOST_FILES = 256;
        private static final int MOST_BYTES = 16 << 20;

        private final SequencedMap<String, Optional<byte[]>> files = new LinkedHashMap<>(16, 0.75f, true);
        private long size;

        Optional<byte[]> get(String name, Supplier<Optional<byte[]>> read) {
            synchronized (this) {
                Optional<byte[]> known = files.get(name);
                if (known != null) {
                    return known;
                }
            }
            Optional<byte[]> found = read.get();
            keep(name, found);
            return found;
        }

        private synchronized void keep(String name, Optional<byte[]> file) {
            if (files.putIfAbsent(name, file) == null) {
                size += bytes(file);
            }
            while (files.size() > MOST_FILES || size > MOST_BYTES) {
                size -= bytes(files.pollFirstEntry().getValue());
            }
        }

        private static int bytes(Optional<byte[]> file) {
            return file.map(content -> content.length).orElse(0);
        }
    }
}
