/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.permission;

import dev.berth.host.audit.AuditEvent;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.Loaded;
import dev.berth.host.extension.Revision;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which permissions of which extension are approved: those that somebody agreed to, and did not take back since. An approval of what a
 * revision does not ask for gives it nothing. A change holds for the next demand before the call that made it returns.
 */
public final class PermissionBook {
    private final PermissionStore store;
    private final AuditLog audit;
    private final Clock clock;
    private final Mounts mounts;
    private final Path temporary;
    private final Predicate<ExtensionId> watched;
    private final Map<ExtensionId, List<RevisionAuthority>> running = new ConcurrentHashMap<>();
    private volatile Map<ExtensionId, SortedMap<String, PermissionRow>> rows = Map.of();

    /**
     * Makes an empty book.
     *
     * @param temporary the folder in which private folders are made
     * @param watched tells of which extensions denials are noted and let through
     */
    public PermissionBook(
            PermissionStore store,
            AuditLog audit,
            Clock clock,
            Mounts mounts,
            Path temporary,
            Predicate<ExtensionId> watched) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
        this.mounts = mounts;
        this.temporary = temporary;
        this.watched = watched;
    }

    /** Reads the decisions, and deletes what earlier processes left in private folders; returns a problem a row that cannot be read. */
    public List<Problem> load() {
        PrivateFolder.empty(temporary);
        mounts.load();
        Loaded<PermissionRow> found = store.load();
        Map<ExtensionId, SortedMap<String, PermissionRow>> loaded = new TreeMap<>();
        found.rows()
                .forEach(row -> loaded.computeIfAbsent(row.extension(), id -> new TreeMap<>())
                        .put(row.permission(), row));
        rows = Collections.unmodifiableMap(loaded);
        return found.unreadable();
    }

    /** Returns the mounts. */
    public Mounts mounts() {
        return mounts;
    }

    /** Tells whether denials of an extension are noted and let through. */
    public boolean isWatched(ExtensionId id) {
        return watched.test(id);
    }

    /** Returns the decisions about an extension, by permission. */
    public SortedMap<String, PermissionRow> rows(ExtensionId id) {
        return rows.getOrDefault(id, Collections.emptySortedMap());
    }

    /** Returns the permissions that are approved, whether or not a revision asks for them. */
    public Set<String> approved(ExtensionId id) {
        return rows(id).values().stream()
                .filter(PermissionRow::approved)
                .map(PermissionRow::permission)
                .collect(Collectors.toSet());
    }

    /** Approves what somebody agreed to with a package. What was revoked stays so: to agree to a package is not to undo that. */
    public void consent(ExtensionId id, Collection<String> permissions, By by, Changes changes) {
        Set<String> known = rows(id).keySet();
        save(id, permissions.stream().filter(one -> !known.contains(one)).toList(), true, by, changes);
    }

    /** Approves or revokes permissions, as an operator says. */
    public void decide(ExtensionId id, Set<String> permissions, boolean approved, By by, Changes changes) {
        save(id, permissions, approved, by, changes);
        AuditEvent event = approved
                ? new AuditEvent.PermissionGranted(id, permissions)
                : new AuditEvent.PermissionRevoked(id, permissions);
        changes.add(() -> audit.append(event, by));
    }

    private void save(ExtensionId id, Collection<String> permissions, boolean approved, By by, Changes changes) {
        if (permissions.isEmpty()) {
            return;
        }
        List<PermissionRow> decided = permissions.stream()
                .map(permission -> new PermissionRow(id, permission, approved, by, clock.instant()))
                .toList();
        changes.add(
                () -> decided.forEach(store::save),
                () -> publish(id, before -> {
                    SortedMap<String, PermissionRow> after = new TreeMap<>(before);
                    decided.forEach(row -> after.put(row.permission(), row));
                    return after;
                }));
    }

    /**
     * Removes the decisions about an extension with the other changes. That takes nothing back: what still runs of it has its
     * {@code destroy} before it, and keeps what it had until it is ended (LIFE-106).
     */
    public void delete(ExtensionId id, Changes changes) {
        changes.add(() -> store.delete(id), () -> replace(id, Collections.emptySortedMap()));
    }

    private synchronized void publish(ExtensionId id, UnaryOperator<SortedMap<String, PermissionRow>> change) {
        replace(id, change.apply(rows(id)));
        Set<String> approved = approved(id);
        running.getOrDefault(id, List.of()).forEach(authority -> authority.update(approved));
    }

    private synchronized void replace(ExtensionId id, SortedMap<String, PermissionRow> after) {
        Map<ExtensionId, SortedMap<String, PermissionRow>> copy = new TreeMap<>(rows);
        if (after.isEmpty()) {
            copy.remove(id);
        } else {
            copy.put(id, Collections.unmodifiableSortedMap(after));
        }
        rows = Collections.unmodifiableMap(copy);
    }

    /** Makes the authority of a revision that is about to be loaded; it follows the decisions until it is ended. */
    public synchronized Authority authority(Revision revision) {
        ExtensionId id = revision.id();
        PrivateFolder folder = new PrivateFolder(temporary, id);
        RevisionAuthority made = new RevisionAuthority(
                revision, new Folders(mounts::all, folder), new Denials(revision, audit, clock), watched.test(id));
        made.update(approved(id));
        running.merge(id, List.of(made), PermissionBook::both);
        return made;
    }

    private static <T> List<T> both(List<T> before, List<T> more) {
        return Stream.concat(before.stream(), more.stream()).toList();
    }

    /** Ends an authority, because its code has left: whoever holds it still is refused everything. */
    public synchronized void end(Authority authority) {
        if (authority instanceof RevisionAuthority ended) {
            ended.end();
            running.computeIfPresent(ended.revision().id(), (key, list) -> {
                List<RevisionAuthority> left =
                        list.stream().filter(one -> one != ended).toList();
                return left.isEmpty() ? null : left;
            });
        }
    }

    /** Returns what running revisions tried without a permission, by extension. */
    public List<Denial> denials() {
        List<Denial> all = new ArrayList<>();
        running.values().forEach(list -> list.forEach(authority -> all.addAll(authority.denials())));
        all.sort(Comparator.comparing(Denial::extension).thenComparing(Denial::demand));
        return all;
    }
}
