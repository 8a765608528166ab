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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps the grants, and tells every live handle at once when one changes. The rules are in {@link GrantTransitions}. */
public final class GrantBook {
    private static final Comparator<Grant> PLATFORM_FIRST =
            Comparator.comparing(grant -> grant.organization().orElse(""));

    private final GrantStore store;
    private final AuditLog audit;
    private final Function<ExtensionId, Set<Optional<String>>> installs;
    private final Map<ExtensionId, List<UsablePorts>> followers = new ConcurrentHashMap<>();
    private volatile SortedMap<ExtensionId, List<Grant>> rows = Collections.emptySortedMap();

    /** @param installs the scopes in which an extension is live: organisations, and empty for the platform */
    public GrantBook(GrantStore store, AuditLog audit, Function<ExtensionId, Set<Optional<String>>> installs) {
        this.store = store;
        this.audit = audit;
        this.installs = installs;
    }

    /**
     * Reads the rows; returns a problem for each that cannot be read (LIFE-42). A next request that a crash left behind belongs
     * to no update any more and is dropped (PORT-22). An extension with a row that cannot be read has none: without the row of
     * an organisation another would decide.
     *
     * @param waits tells of which extensions an update waits for a decision about its request (LIFE-97)
     */
    public List<Problem> load(Predicate<ExtensionId> waits) {
        Loaded<Grant> found = store.load();
        Set<String> broken = found.unreadable().stream().map(Problem::subject).collect(Collectors.toSet());
        SortedMap<ExtensionId, List<Grant>> loaded = new TreeMap<>();
        for (Grant grant : found.rows()) {
            if (!broken.contains(grant.extension().value())) {
                Grant row = waits.test(grant.extension()) ? grant : grant.rolledBack();
                loaded.put(row.extension(), with(loaded.getOrDefault(row.extension(), List.of()), row));
            }
        }
        rows = Collections.unmodifiableSortedMap(loaded);
        return found.unreadable();
    }

    /** Goes by a row that is not stored, in the place of one that cannot be read (LIFE-42). */
    public void assume(Grant grant) {
        publish(grant.extension(), before -> with(before, grant));
    }

    /** Returns the platform's row of an extension. */
    public Optional<Grant> find(ExtensionId id) {
        return find(id, GrantRows.PLATFORM);
    }

    /** Returns the row of an extension and an organisation; no organisation is the platform. */
    public Optional<Grant> find(ExtensionId id, Optional<String> organization) {
        return rows(id).stream()
                .filter(grant -> grant.organization().equals(organization))
                .findFirst();
    }

    /** Returns the rows of an extension, the platform's first. */
    public List<Grant> rows(ExtensionId id) {
        return rows.getOrDefault(id, List.of());
    }

    /** Returns what holds in hooks that run for no organisation: what the row of any install grants (PORT-33). */
    public Decision inHooks(ExtensionId id) {
        return GrantRows.of(rows(id), installs.apply(id), false).deciding(GrantRows.PLATFORM);
    }

    /** Returns all rows, by extension and organisation. */
    public List<Grant> all() {
        return rows.values().stream().flatMap(List::stream).toList();
    }

    /** Returns the ports of a revision that is about to run; {@code candidate} means it is judged by the next request. */
    public synchronized UsablePorts usable(ExtensionId id, boolean candidate) {
        if (rows(id).isEmpty()) {
            throw new IllegalStateException("No grant row for " + id);
        }
        UsablePorts usable = new UsablePorts(rows(id), installs.apply(id), candidate);
        followers.merge(
                id,
                List.of(usable),
                (before, more) -> Stream.concat(before.stream(), more.stream()).toList());
        return usable;
    }

    /** Forgets the ports of a revision that has stopped. */
    public void release(ExtensionId id, UsablePorts usable) {
        followers.computeIfPresent(id, (key, list) -> {
            List<UsablePorts> left = list.stream().filter(one -> one != usable).toList();
            return left.isEmpty() ? null : left;
        });
    }

    /** Keeps a decision with the other changes; its events are audited in the same transaction. */
    public void save(GrantDecision.Changed decision, By by, Changes changes) {
        save(decision.grant(), decision.events(), by, changes);
    }

    /** Makes the next requests the standing ones, as the update is committed. */
    public void commitNext(ExtensionId id, By by, Changes changes) {
        rows(id).stream()
                .filter(grant -> grant.next().isPresent())
                .forEach(grant -> save(grant.committed(), List.of(), by, changes));
    }

    /**
     * Drops the next requests, as the update is rolled back: at once here, since no decision may be about them any more, and in the
     * store with the changes. What the store keeps because it refuses them is dropped when it is read (PORT-22).
     */
    public void dropNext(ExtensionId id, Changes changes) {
        rows(id).stream()
                .filter(grant -> grant.next().isPresent())
                .map(Grant::rolledBack)
                .forEach(grant -> {
                    publish(id, before -> with(before, grant));
                    changes.add(() -> store.save(grant));
                });
    }

    private void save(Grant grant, List<AuditEvent> events, By by, Changes changes) {
        changes.add(
                () -> {
                    store.save(grant);
                    events.forEach(event -> audit.append(event, by));
                },
                () -> publish(grant.extension(), before -> with(before, grant)));
    }

    /** Follows a change of the scopes in which an extension is live. One that is live nowhere ends as what it was. */
    public synchronized void follow(ExtensionId id) {
        List<Grant> grants = rows(id);
        Set<Optional<String>> live = installs.apply(id);
        if (!grants.isEmpty() && !live.isEmpty()) {
            followers.getOrDefault(id, List.of()).forEach(usable -> usable.update(grants, live));
        }
    }

    /** Removes the row of one organisation with the other changes; without one, the platform's. */
    public void delete(ExtensionId id, Optional<String> organization, Changes changes) {
        changes.add(
                () -> store.delete(id, organization),
                () -> publish(
                        id,
                        before -> before.stream()
                                .filter(grant -> !grant.organization().equals(organization))
                                .toList()));
    }

    /** Removes the rows of an extension with the other changes (PORT-39). */
    public void delete(ExtensionId id, Changes changes) {
        changes.add(() -> store.delete(id), () -> publish(id, before -> List.of()));
    }

    private synchronized void publish(ExtensionId id, UnaryOperator<List<Grant>> change) {
        List<Grant> after = change.apply(rows(id));
        SortedMap<ExtensionId, List<Grant>> copy = new TreeMap<>(rows);
        if (after.isEmpty()) {
            copy.remove(id);
        } else {
            copy.put(id, after);
        }
        rows = Collections.unmodifiableSortedMap(copy);
        follow(id);
    }

    /** Puts a row in place of the one of its organisation. */
    private static List<Grant> with(List<Grant> before, Grant grant) {
        List<Grant> after = new ArrayList<>(before);
        after.removeIf(other -> other.organization().equals(grant.organization()));
        after.add(grant);
        after.sort(PLATFORM_FIRST);
        return List.copyOf(after);
    }
}
