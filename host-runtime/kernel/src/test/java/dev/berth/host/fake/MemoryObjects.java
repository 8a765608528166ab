/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.fake;

import dev.berth.host.extension.Transactor;
import dev.berth.host.port.objects.ObjectStore;
import dev.berth.host.port.objects.TypeId;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Objects in memory, in whose transactions they are kept. */
final class MemoryObjects implements ObjectStore {
    private final Transactor transactor;
    private final Supplier<Map<Key, List<Draft>>> rows;
    private final Supplier<Map<Key, List<Draft>>> seen;

    /** @param seen a copy, read in no transaction that could fail */
    MemoryObjects(Transactor transactor, Supplier<Map<Key, List<Draft>>> rows, Supplier<Map<Key, List<Draft>>> seen) {
        this.transactor = transactor;
        this.rows = rows;
        this.seen = seen;
    }

    @Override
    public int append(Draft draft) {
        return transactor.within(() -> {
            List<Draft> versions = rows.get().computeIfAbsent(draft.key(), key -> new ArrayList<>());
            versions.add(draft);
            return versions.size();
        });
    }

    @Override
    public Optional<Version> newest(Key key) {
        List<Version> versions = history(key, 0, Integer.MAX_VALUE);
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
    }

    @Override
    public List<Version> history(Key key, int after, int limit) {
        return transactor.within(() -> {
            List<Draft> kept = rows.get().getOrDefault(key, List.of());
            return IntStream.range(after, kept.size())
                    .limit(limit)
                    .mapToObj(at -> version(kept.get(at), at + 1))
                    .toList();
        });
    }

    @Override
    public List<Version> list(TypeId type, String organization, String after, int limit) {
        return transactor.within(() -> rows.get().keySet().stream()
                .filter(key -> key.type().equals(type)
                        && key.organization().equals(organization)
                        && key.id().compareTo(after) > 0)
                .sorted(Comparator.comparing(Key::id))
                .limit(limit)
                .map(key -> newest(key).orElseThrow())
                .toList());
    }

    @Override
    public void deleteAll(ExtensionId extension) {
        transactor.run(
                () -> rows.get().keySet().removeIf(key -> key.type().owner().equals(extension)));
    }

    @Override
    public Usage usage(ExtensionId extension) {
        return new Usage(
                (int) seen.get().keySet().stream()
                        .filter(key -> key.type().owner().equals(extension))
                        .count(),
                (int) seen.get().values().stream()
                        .map(versions -> versions.get(versions.size() - 1))
                        .filter(draft -> !draft.key().type().owner().equals(extension))
                        .filter(draft -> draft.references().stream()
                                .anyMatch(reference -> reference.type().owner().equals(extension)))
                        .count());
    }

    private static Version version(Draft draft, int number) {
        return new Version(draft.key().id(), number, draft.at(), draft.json(), draft.mark());
    }
}
