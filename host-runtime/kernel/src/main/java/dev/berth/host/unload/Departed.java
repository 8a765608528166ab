/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.unload;

import dev.berth.host.extension.Revision;
import dev.berth.host.unload.Unloads.Pinned;
import dev.berth.manifest.unload.LoaderPins;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.Optional;

/** A revision that has left, and its loader as long as somebody else holds it. */
record Departed(String id, String version, int revision, Instant since, WeakReference<ClassLoader> loader) {
    static Departed of(Revision revision, ClassLoader loader, Instant now) {
        return new Departed(
                revision.id().value(),
                revision.manifest().version().toString(),
                revision.number(),
                now,
                new WeakReference<>(loader));
    }

    boolean isFree() {
        return loader.refersTo(null);
    }

    boolean isSame(Pinned held) {
        return id.equals(held.extension()) && revision == held.revision() && since.equals(held.since());
    }

    /** Returns what holds it; nothing if it was collected meanwhile. */
    Optional<Pinned> pinned() {
        return Optional.ofNullable(loader.get())
                .map(held -> new Pinned(id, version, revision, since, LoaderPins.of(held)));
    }
}
