/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import dev.berth.manifest.finding.NearMisses;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is installed. The one writer of status (LIFE-2); readers get immutable snapshots and never wait. */
public final class ExtensionRegistry {
    private final ExtensionStore store;
    private volatile boolean whole;
    private volatile SortedMap<ExtensionId, InstalledExtension> rows = Collections.emptySortedMap();

    public ExtensionRegistry(ExtensionStore store) {
        this.store = store;
    }

    /** Reads the rows; returns a problem for each that cannot be read (LIFE-42). */
    public List<Problem> load() {
        SortedMap<ExtensionId, InstalledExtension> loaded = new TreeMap<>();
        Loaded<InstalledExtension> found = store.load();
        found.rows().forEach(row -> loaded.put(row.id(), row));
        rows = Collections.unmodifiableSortedMap(loaded);
        whole = found.unreadable().isEmpty();
        return found.unreadable();
    }

    /** Tells whether all that is stored was read, so that what no row names is named by none. */
    public boolean isWhole() {
        return whole;
    }

    /** Returns all rows, by id. */
    public SortedMap<ExtensionId, InstalledExtension> all() {
        return rows;
    }

    /** Returns one row. */
    public Optional<InstalledExtension> find(ExtensionId id) {
        return Optional.ofNullable(rows.get(id));
    }

    /**
     * Returns the row that has to be there.
     *
     * @throws ProblemException {@code extension-not-found}
     */
    public InstalledExtension require(ExtensionId id) {
        return find(id).orElseThrow(() -> new ProblemException(notFound(id)));
    }

    /** Says that an id is unknown, with near misses. */
    public Problem notFound(ExtensionId id) {
        List<String> ids = rows.keySet().stream().map(ExtensionId::value).toList();
        return Problem.of(
                        ProblemCode.EXTENSION_NOT_FOUND,
                        id.value(),
                        id + " is not installed on this host." + NearMisses.question(id.value(), ids)
                                + " Nothing was changed.")
                .operator("see what is installed: berth list");
    }

    /** Keeps a row with the other changes. */
    public void save(InstalledExtension row, Changes changes) {
        changes.add(() -> store.save(row), () -> publish(row.id(), Optional.of(row)));
    }

    /** Removes a row with the other changes. */
    public void delete(ExtensionId id, Changes changes) {
        changes.add(() -> store.delete(id), () -> publish(id, Optional.empty()));
    }

    private synchronized void publish(ExtensionId id, Optional<InstalledExtension> row) {
        SortedMap<ExtensionId, InstalledExtension> copy = new TreeMap<>(rows);
        row.ifPresentOrElse(present -> copy.put(id, present), () -> copy.remove(id));
        rows = Collections.unmodifiableSortedMap(copy);
    }
}
