/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.kind;

import dev.berth.host.extension.Changes;
import dev.berth.host.extension.Scope;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.Kind;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;

/** Holds a kind as rows; what differs from kind to kind is its {@link Contract}. */
record RowHandler(NativeBook book, Contract contract) implements KindHandler {
    @Override
    public Kind kind() {
        return contract.kind();
    }

    @Override
    public List<Problem> preflight(ExtensionManifest manifest, Scope scope) {
        return contract.judge().problems(manifest, scope);
    }

    @Override
    public boolean holds(Place place) {
        return !book.of(place).isEmpty();
    }

    @Override
    public void apply(Place place, Payload payload, boolean archived, Changes changes) {
        List<NativeRow> rows = contract.reader().apply(payload).stream()
                .map(thing -> new NativeRow(
                        place.extension(),
                        kind(),
                        place.scope(),
                        place.packageDigest(),
                        thing.part(),
                        thing.name(),
                        thing.content().toString(),
                        archived))
                .toList();
        book.save(rows, changes);
    }

    @Override
    public void undo(Place place, Changes changes) {
        book.delete(book.of(place), changes);
    }

    @Override
    public void archive(Place place, Changes changes) {
        mark(book.of(place), true, changes);
    }

    @Override
    public void restore(Place place, Changes changes) {
        mark(book.of(place), false, changes);
    }

    @Override
    public void remove(ExtensionId extension, Scope scope, Changes changes) {
        List<NativeRow> held = book.of(extension).stream()
                .filter(row -> row.kind() == kind() && row.scope().equals(scope))
                .toList();
        if (contract.isKept().test(extension)) {
            mark(held, true, changes);
        } else {
            book.delete(held, changes);
        }
    }

    private void mark(List<NativeRow> rows, boolean archived, Changes changes) {
        book.save(
                rows.stream()
                        .filter(row -> row.archived() != archived)
                        .map(row -> row.archived(archived))
                        .toList(),
                changes);
    }
}
