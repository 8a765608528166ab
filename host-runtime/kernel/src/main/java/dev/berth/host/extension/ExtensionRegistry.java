/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import dev.berth.manifest.finding.NearMisses;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is installed. The one writer of status (LIFE-2); readers get immutable snapshots and never wait. */
public final class ExtensionRegistry {
    private final ExtensionStore store;
    private final List<Consumer<ExtensionId>> listeners = new CopyOnWriteArrayList<>();
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private volatile boolean whole;
    private volatile List<Problem> unreadable = List.of();
    private volatile SortedMap<ExtensionId, InstalledExtension> rows = Collections.emptySortedMap();

    public ExtensionRegistry(ExtensionStore store) {
        this.store = store;
    }

    /** Keeps something of its own in step with the rows, in the transactions that change them. */
    public interface Follower {
        /** Adds what follows from a row that is kept. */
        void saved(InstalledExtension row, Changes changes);

        /** Adds what follows from a row that goes. */
        void deleted(ExtensionId id, Changes changes);
    }

    /**
     * Reads the rows; returns a problem for each that cannot be read (LIFE-42).
     *
     * @param required takes those that are to run although their status cannot be read
     */
    public List<Problem> load(Predicate<ExtensionId> required) {
        SortedMap<ExtensionId, InstalledExtension> loaded = new TreeMap<>();
        Loaded<InstalledExtension> found = store.load();
        found.salvaged().stream().filter(row -> required.test(row.id())).forEach(row -> loaded.put(row.id(), row));
        found.rows().forEach(row -> loaded.put(row.id(), row));
        rows = Collections.unmodifiableSortedMap(loaded);
        unreadable = found.unreadable();
        whole = unreadable.isEmpty();
        return unreadable;
    }

    /** Returns why the row of an extension could not be read, if there is one and it could not. */
    public List<Problem> unreadable(ExtensionId id) {
        return rows.containsKey(id)
                ? List.of()
                : unreadable.stream()
                        .filter(problem -> problem.subject().equals(id.value()))
                        .toList();
    }

    /** The store has other rows than this, as it turned out: until the next start nobody knows what is named by none. */
    public void doubt() {
        whole = false;
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

    /** Returns the scopes in which one is live: organisations, and empty for the platform. */
    public Set<Optional<String>> installs(ExtensionId id) {
        return find(id).map(InstalledExtension::liveScopes).orElse(Set.of()).stream()
                .map(Scope::organization)
                .collect(Collectors.toSet());
    }

    /** Calls the listener after each change of an extension, on the thread that changed it. */
    public void addListener(Consumer<ExtensionId> listener) {
        listeners.add(listener);
    }

    /** Asks the follower at each change of a row. */
    public void addFollower(Follower follower) {
        followers.add(follower);
    }

    /**
     * Returns the row that has to be there.
     *
     * @throws ProblemException {@code extension-not-found}
     */
    public InstalledExtension require(ExtensionId id) {
        return find(id).orElseThrow(() -> new ProblemException(notFound(id)));
    }

    /**
     * Returns the one that an organisation has to see: its own, or the platform's (LIFE-134).
     *
     * @throws ProblemException {@code extension-not-found}
     */
    public InstalledExtension require(ExtensionId id, Optional<String> organization) {
        return find(id).filter(found -> found.isSeenIn(organization))
                .orElseThrow(() -> new ProblemException(notFound(id, organization)));
    }

    /** Says that an id is unknown, with near misses. */
    public Problem notFound(ExtensionId id) {
        return notFound(id, rows.values()).causes(unreadable(id));
    }

    /** Says that an id is unknown to an organisation, with near misses that are not. */
    public Problem notFound(ExtensionId id, Optional<String> organization) {
        Problem problem = notFound(
                id,
                rows.values().stream().filter(row -> row.isSeenIn(organization)).toList());
        return organization.isEmpty() ? problem.causes(unreadable(id)) : problem;
    }

    private static Problem notFound(ExtensionId id, Collection<InstalledExtension> seen) {
        List<String> ids = seen.stream().map(row -> row.id().value()).toList();
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
        followers.forEach(follower -> follower.saved(row, changes));
    }

    /** Removes a row with the other changes. */
    public void delete(ExtensionId id, Changes changes) {
        changes.add(() -> store.delete(id), () -> publish(id, Optional.empty()));
        followers.forEach(follower -> follower.deleted(id, changes));
    }

    private void publish(ExtensionId id, Optional<InstalledExtension> row) {
        synchronized (this) {
            SortedMap<ExtensionId, InstalledExtension> copy = new TreeMap<>(rows);
            row.ifPresentOrElse(present -> copy.put(id, present), () -> copy.remove(id));
            rows = Collections.unmodifiableSortedMap(copy);
        }
        listeners.forEach(listener -> listener.accept(id));
    }
}
