/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.grant;

import dev.berth.host.audit.AuditEvent;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.Loaded;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the grants, and tells every live handle at once when one changes. The rules are in {@link GrantTransitions}. */
public final class GrantBook {
    private final GrantStore store;
    private final AuditLog audit;
    private final Map<ExtensionId, List<UsablePorts>> followers = new ConcurrentHashMap<>();
    private volatile SortedMap<ExtensionId, Grant> rows = Collections.emptySortedMap();

    public GrantBook(GrantStore store, AuditLog audit) {
        this.store = store;
        this.audit = audit;
    }

    /**
     * Reads the rows; returns a problem for each that cannot be read (LIFE-42). A next request that a crash left behind belongs
     * to no update any more and is dropped (PORT-22).
     */
    public List<Problem> load() {
        SortedMap<ExtensionId, Grant> loaded = new TreeMap<>();
        Loaded<Grant> found = store.load();
        found.rows().forEach(grant -> loaded.put(grant.extension(), grant.rolledBack()));
        rows = Collections.unmodifiableSortedMap(loaded);
        return found.unreadable();
    }

    /** Returns the row of an extension. */
    public Optional<Grant> find(ExtensionId id) {
        return Optional.ofNullable(rows.get(id));
    }

    /** Returns all rows, by extension. */
    public List<Grant> all() {
        return List.copyOf(rows.values());
    }

    /** Returns the ports of a revision that is about to run; {@code candidate} means it is judged by the next request. */
    public synchronized UsablePorts usable(ExtensionId id, boolean candidate) {
        Grant grant = find(id).orElseThrow(() -> new IllegalStateException("No grant row for " + id));
        UsablePorts usable = new UsablePorts(grant, candidate);
        followers.computeIfAbsent(id, key -> new CopyOnWriteArrayList<>()).add(usable);
        return usable;
    }

    /** Forgets the ports of a revision that has stopped. */
    public void release(ExtensionId id, UsablePorts usable) {
        followers.computeIfPresent(id, (key, list) -> {
            list.remove(usable);
            return list.isEmpty() ? null : list;
        });
    }

    /** Keeps a decision with the other changes; its events are audited in the same transaction. */
    public void save(GrantDecision.Changed decision, By by, Changes changes) {
        save(decision.grant(), decision.events(), by, changes);
    }

    /** Makes the next request the standing one, as the update is committed. */
    public void commitNext(ExtensionId id, By by, Changes changes) {
        find(id).filter(grant -> grant.next().isPresent())
                .ifPresent(grant -> save(grant.committed(), List.of(), by, changes));
    }

    /** Drops the next request, as the update is rolled back. */
    public void dropNext(ExtensionId id, By by, Changes changes) {
        find(id).filter(grant -> grant.next().isPresent())
                .ifPresent(grant -> save(grant.rolledBack(), List.of(), by, changes));
    }

    private void save(Grant grant, List<AuditEvent> events, By by, Changes changes) {
        changes.add(
                () -> {
                    store.save(grant);
                    events.forEach(event -> audit.append(event, by));
                },
                () -> publish(grant.extension(), Optional.of(grant)));
    }

    /** Removes the rows of an extension with the other changes (PORT-39). */
    public void delete(ExtensionId id, Changes changes) {
        changes.add(() -> store.delete(id), () -> publish(id, Optional.empty()));
    }

    private synchronized void publish(ExtensionId id, Optional<Grant> grant) {
        SortedMap<ExtensionId, Grant> copy = new TreeMap<>(rows);
        grant.ifPresentOrElse(row -> copy.put(id, row), () -> copy.remove(id));
        rows = Collections.unmodifiableSortedMap(copy);
        grant.ifPresent(
                row -> new ArrayList<>(followers.getOrDefault(id, List.of())).forEach(usable -> usable.update(row)));
    }
}
