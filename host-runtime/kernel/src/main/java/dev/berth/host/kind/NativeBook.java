/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.kind;

import dev.berth.host.extension.Changes;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The native rows. Readers get immutable snapshots and never wait; changes are seen once they are kept. */
final class NativeBook {
    private static final Comparator<NativeRow> IN_ORDER = Comparator.comparing(NativeRow::part)
            .thenComparing(NativeRow::name)
            .thenComparing(NativeRow::scope)
            .thenComparing(NativeRow::packageDigest);

    private final NativeStore store;
    private volatile Map<ExtensionId, List<NativeRow>> rows = Map.of();

    NativeBook(NativeStore store) {
        this.store = store;
    }

    void load() {
        Map<ExtensionId, List<NativeRow>> loaded = new HashMap<>();
        store.load()
                .forEach(row -> loaded.computeIfAbsent(row.extension(), id -> new ArrayList<>())
                        .add(row));
        loaded.replaceAll((id, list) -> list.stream().sorted(IN_ORDER).toList());
        rows = Map.copyOf(loaded);
    }

    /** Returns what is held of an extension, by part and name. */
    List<NativeRow> of(ExtensionId id) {
        return rows.getOrDefault(id, List.of());
    }

    List<NativeRow> of(Place place) {
        return of(place.extension()).stream()
                .filter(row -> row.place().equals(place))
                .toList();
    }

    /** Keeps rows with the other changes. */
    void save(List<NativeRow> changed, Changes changes) {
        changed.forEach(row -> changes.add(() -> store.save(row), () -> publish(row, row::isSame, true)));
    }

    /** Removes rows with the other changes, in their order. */
    void delete(List<NativeRow> gone, Changes changes) {
        gone.forEach(row -> changes.add(() -> store.delete(row), () -> publish(row, row::isSame, false)));
    }

    /** Removes all rows of an extension at once; the transaction on the thread ends with it. */
    void forget(ExtensionId id) {
        List<NativeRow> all = of(id);
        all.forEach(store::delete);
        all.forEach(row -> publish(row, row::isSame, false));
    }

    private synchronized void publish(NativeRow row, Predicate<NativeRow> replaced, boolean present) {
        Map<ExtensionId, List<NativeRow>> copy = new HashMap<>(rows);
        List<NativeRow> list = new ArrayList<>(of(row.extension()));
        list.removeIf(replaced);
        if (present) {
            list.add(row);
            list.sort(IN_ORDER);
        }
        copy.put(row.extension(), List.copyOf(list));
        rows = Map.copyOf(copy);
    }
}
