/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.value.ExtensionId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One extension on this host: the revision that all its rows share (LIFE-4), and the rows, at least one (LIFE-3).
 *
 * @param current the revision that runs, or would
 * @param earlier those it can be rolled back to, the one before it first, at most {@link #KEPT} (LIFE-109)
 * @param rows what is stored for each scope, the widest scope first
 * @param quarantine the code for which its current content must not be loaded (LIFE-11)
 * @param waiting the revision of an update that waits for a grant, while the current one serves (LIFE-97)
 * @param probation how the current revision is watched (LIFE-101)
 */
public record InstalledExtension(
        Revision current,
        List<Revision> earlier,
        SortedMap<Scope, Row> rows,
        Optional<String> quarantine,
        Optional<Revision> waiting,
        Probation probation) {
    /** How many revisions are kept beside the current one. */
    public static final int KEPT = 2;

    /**
     * What is stored for one scope.
     *
     * @param origin where the content came from that was installed for it
     * @param required the host's configuration demands it (LIFE-20)
     * @param since when it was installed for it
     */
    public record Row(Status status, Origin origin, boolean required, Instant since) {
        /** Returns a copy in another status. */
        Row status(Status changed) {
            return new Row(changed, origin, required, since);
        }

        /** Returns a copy that comes from elsewhere. */
        Row origin(Origin switched) {
            return new Row(status, switched, required, since);
        }
    }

    /** Copies the revisions and the rows. */
    public InstalledExtension {
        earlier = earlier.stream().limit(KEPT).toList();
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("An extension without a row is not installed");
        }
    }

    /** One without an update that waits, and not watched. */
    public InstalledExtension(
            Revision current, List<Revision> earlier, SortedMap<Scope, Row> rows, Optional<String> quarantine) {
        this(current, earlier, rows, quarantine, Optional.empty(), Probation.NONE);
    }

    /** Returns one that comes in for one scope. */
    public static InstalledExtension of(Revision revision, Scope scope, Status status) {
        return of(revision, scope, status, false);
    }

    /** Returns one that comes in for one scope, and that the host's configuration may demand. */
    public static InstalledExtension of(Revision revision, Scope scope, Status status, boolean required) {
        Row row = new Row(status, revision.origin(), required, revision.installedAt());
        return new InstalledExtension(revision, List.of(), new TreeMap<>(Map.of(scope, row)), Optional.empty());
    }

    /** Returns the revision before the current one. */
    public Optional<Revision> previous() {
        return earlier.stream().findFirst();
    }

    /** Returns all revisions, the current one first. */
    public List<Revision> revisions() {
        return Stream.concat(Stream.of(current), earlier.stream()).toList();
    }

    /** Returns all revisions whose content is kept (LIFE-109). */
    public List<Revision> kept() {
        return Stream.concat(revisions().stream(), waiting.stream()).toList();
    }

    /** Returns the extension's id. */
    public ExtensionId id() {
        return current.id();
    }

    /** Returns the manifest of the current revision. */
    public ExtensionManifest manifest() {
        return current.manifest();
    }

    /** Tells whether it should run: one of its rows is live. */
    public boolean isLive() {
        return rows.values().stream().anyMatch(row -> row.status().isLive());
    }

    /** Returns the scopes whose rows are live. */
    public Set<Scope> liveScopes() {
        Set<Scope> live = new TreeSet<>(rows.keySet());
        live.removeIf(scope -> !status(scope).isLive());
        return live;
    }

    /** Tells whether a row of an organisation, or of the platform, shows it to callers of that organisation (LIFE-130). */
    public boolean isSeenIn(Optional<String> organization) {
        return rows.keySet().stream().anyMatch(scope -> scope.isSeenIn(organization));
    }

    /** Returns the organisation for which its hooks run: that of its only live row; otherwise none (PORT-62). */
    public Optional<String> hookOrganization() {
        Set<Scope> live = liveScopes();
        return live.size() == 1 ? live.iterator().next().organization() : Optional.empty();
    }

    /** Returns the status of its widest row, which on a host of one organisation is the only one. */
    public Status status() {
        return status(rows.firstKey());
    }

    /** Returns the status of one row. */
    public Status status(Scope scope) {
        Row row = rows.get(scope);
        if (row == null) {
            throw new IllegalStateException(id() + " is not installed for " + scope);
        }
        return row.status();
    }

    /** Returns the number of the next revision; after a rollback the newest is not the current one. */
    public int nextRevision() {
        return kept().stream().mapToInt(Revision::number).max().orElse(0) + 1;
    }

    /** Returns a copy whose row of one scope is in another status. */
    public InstalledExtension status(Scope scope, Status changed) {
        status(scope);
        return withRows(copy -> {
            copy.computeIfPresent(scope, (same, row) -> row.status(changed));
            return copy;
        });
    }

    /** Returns a copy whose rows come from elsewhere, each with its status (LIFE-13). */
    public InstalledExtension origin(Origin switched) {
        return withRows(copy -> {
            copy.replaceAll((scope, row) -> row.origin(switched));
            return copy;
        });
    }

    /** Returns a copy that is installed for one scope more. */
    public InstalledExtension with(Scope scope, Row row) {
        return withRows(copy -> {
            copy.put(scope, row);
            return copy;
        });
    }

    /** Returns a copy that is not installed for a scope; one other row has to be left. */
    public InstalledExtension without(Scope scope) {
        return withRows(copy -> {
            copy.remove(scope);
            return copy;
        });
    }

    private InstalledExtension withRows(UnaryOperator<SortedMap<Scope, Row>> change) {
        return new InstalledExtension(
                current, earlier, change.apply(new TreeMap<>(rows)), quarantine, waiting, probation);
    }

    /** Returns a copy whose current content must not be loaded. */
    public InstalledExtension quarantined(String code) {
        return new InstalledExtension(current, earlier, rows, Optional.of(code), waiting, probation.over());
    }

    /** Returns a copy whose current content may be loaded again, and against which nothing is held. */
    public InstalledExtension released() {
        return new InstalledExtension(current, earlier, rows, Optional.empty(), waiting, Probation.NONE);
    }

    /** Returns a copy with an update that waits, or none. */
    public InstalledExtension waitingFor(Optional<Revision> next) {
        return new InstalledExtension(current, earlier, rows, quarantine, next, probation);
    }

    /** Returns a copy whose current revision is watched like this. */
    public InstalledExtension watched(Probation how) {
        return new InstalledExtension(current, earlier, rows, quarantine, waiting, how);
    }

    /**
     * Returns a copy at a new revision, for all its rows; the current one becomes the rollback target, nothing waits, and nothing is
     * watched.
     */
    public InstalledExtension updatedTo(Revision next) {
        List<Revision> before = revisions().stream()
                .filter(revision -> revision.number() != next.number())
                .toList();
        return new InstalledExtension(next, before, rows, Optional.empty(), Optional.empty(), probation.over());
    }
}
