/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.kind;

import dev.berth.host.extension.Changes;
import dev.berth.host.extension.ExtensionRegistry;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Scope;
import dev.berth.host.identity.Tenancy;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.Kind;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.discovery.KindReader;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is held of each kind. It follows the rows of extensions: whatever changes a row changes it too, or neither is kept. */
public final class Kinds implements ExtensionRegistry.Follower {
    /** What these bring beside code is nothing (LIFE-94). */
    private static final Set<Kind> CODE_ALONE = Set.of(Kind.CONNECTOR);

    private final NativeBook book;
    private final Function<Revision, Optional<PackageEntries>> files;
    private final Map<Kind, KindHandler> handlers = new EnumMap<>(Kind.class);

    /**
     * Holds the kinds that there are.
     *
     * @param files looks into a stored package
     * @param hasObjects tells whether there are objects of an extension's types
     */
    public Kinds(
            NativeStore store,
            Tenancy tenancy,
            Function<Revision, Optional<PackageEntries>> files,
            Predicate<ExtensionId> hasObjects) {
        this(new NativeBook(store), Contract.all(tenancy, hasObjects), files);
    }

    Kinds(NativeBook book, List<Contract> contracts, Function<Revision, Optional<PackageEntries>> files) {
        this.book = book;
        this.files = files;
        contracts.forEach(contract -> handlers.put(contract.kind(), new RowHandler(book, contract)));
    }

    /** Reads what is held. */
    public void load() {
        book.load();
    }

    /** Returns the readers that discovery asks. */
    public List<KindReader> readers(ExtensionRegistry registry) {
        return Stream.<KindReader>concat(
                        CODE_ALONE.stream().map(Everything::new),
                        handlers.keySet().stream().map(kind -> new RowReader(kind, book, registry)))
                .toList();
    }

    /** Tells whether something is held of a kind, so that not all that is live of it is shown to everybody. */
    public boolean isHeld(Kind kind) {
        return handlers.containsKey(kind);
    }

    /** Returns what is held of the content of a revision, by part and name. */
    public List<NativeRow> of(Revision revision) {
        return book.of(revision.id()).stream()
                .filter(row -> row.packageDigest().equals(revision.packageDigest()))
                .toList();
    }

    /** Returns why an extension cannot be held for a scope (LIFE-93). */
    public List<Problem> preflight(ExtensionManifest manifest, Scope scope) {
        KindHandler handler = handlers.get(manifest.kind());
        if (handler != null) {
            return handler.preflight(manifest, scope);
        }
        return CODE_ALONE.contains(manifest.kind()) ? List.of() : List.of(handlerMissing(manifest));
    }

    private Problem handlerMissing(ExtensionManifest manifest) {
        String held = Stream.concat(CODE_ALONE.stream(), handlers.keySet().stream())
                .map(Kind::toString)
                .collect(Collectors.joining(", "));
        return Problem.of(
                        ProblemCode.KIND_HANDLER_MISSING,
                        manifest.subject(),
                        manifest.subject() + " is of kind " + manifest.kind() + "; this host can hold the kinds " + held
                                + ". It was not installed.")
                .operator("use a host version that holds this kind.");
    }

    /** Holds what a revision that is to come in brings, shown to nobody before its row says so. */
    public void stage(Revision revision, Collection<Scope> scopes, Changes changes) {
        KindHandler handler = handlers.get(revision.manifest().kind());
        if (handler != null) {
            scopes.forEach(scope -> apply(handler, revision, scope, false, changes));
        }
    }

    private void apply(KindHandler handler, Revision revision, Scope scope, boolean archived, Changes changes) {
        files.apply(revision)
                .ifPresent(entries -> handler.apply(
                        new Place(revision.id(), scope, revision.packageDigest()),
                        new Payload(revision.manifest(), entries),
                        archived,
                        changes));
    }

    /** Takes back what was staged of a content that did not come in. */
    public void undo(ExtensionId id, String packageDigest, Optional<InstalledExtension> row, Changes changes) {
        if (row.stream().noneMatch(there -> keeps(there, packageDigest))) {
            held(id, held -> held.packageDigest().equals(packageDigest))
                    .forEach((place, handler) -> handler.undo(place, changes));
        }
    }

    /** Brings what is held in step with a row: what is missing comes, what is of no row and of no content that may run goes. */
    @Override
    public void saved(InstalledExtension row, Changes changes) {
        held(row.id(), held -> !row.rows().containsKey(held.scope()))
                .forEach((place, handler) -> handler.remove(row.id(), place.scope(), changes));
        held(row.id(), held -> row.rows().containsKey(held.scope()) && !keeps(row, held.packageDigest()))
                .forEach((place, handler) -> handler.undo(place, changes));
        KindHandler handler = handlers.get(row.manifest().kind());
        if (handler != null) {
            row.rows()
                    .forEach((scope, one) ->
                            follow(handler, row.current(), scope, !one.status().isLive(), changes));
        }
    }

    private void follow(KindHandler handler, Revision revision, Scope scope, boolean archived, Changes changes) {
        Place place = new Place(revision.id(), scope, revision.packageDigest());
        if (!handler.holds(place)) {
            apply(handler, revision, scope, archived, changes);
        } else if (archived) {
            handler.archive(place, changes);
        } else {
            handler.restore(place, changes);
        }
    }

    @Override
    public void deleted(ExtensionId id, Changes changes) {
        held(id, held -> true).forEach((place, handler) -> handler.remove(id, place.scope(), changes));
    }

    /** Deletes what outlived an extension, once nothing needs it; joins the transaction on the thread. */
    public void forget(ExtensionId id) {
        book.forget(id);
    }

    /** Which handlers hold something of an extension. */
    private Map<Place, KindHandler> held(ExtensionId id, Predicate<NativeRow> which) {
        Map<Place, KindHandler> found = new LinkedHashMap<>();
        for (NativeRow row : book.of(id)) {
            KindHandler handler = handlers.get(row.kind());
            if (handler != null && which.test(row)) {
                found.put(row.place(), handler);
            }
        }
        return found;
    }

    /** The content of an update that waits for a grant is held, and shown when it is current (LIFE-97). */
    private static boolean keeps(InstalledExtension row, String packageDigest) {
        return Stream.concat(Stream.of(row.current()), row.waiting().stream())
                .anyMatch(revision -> revision.packageDigest().equals(packageDigest));
    }
}
