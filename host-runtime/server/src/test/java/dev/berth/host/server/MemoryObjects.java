/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.host.port.objects.ObjectStore;
import dev.berth.host.port.objects.TypeId;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Objects in a list. */
final class MemoryObjects implements ObjectStore {
    private final List<Draft> drafts = new ArrayList<>();

    @Override
    public synchronized int append(Draft draft) {
        drafts.add(draft);
        return history(draft.key(), 0, Integer.MAX_VALUE).size();
    }

    @Override
    public synchronized Optional<Version> newest(Key key) {
        return history(key, 0, Integer.MAX_VALUE).stream().reduce((older, newer) -> newer);
    }

    @Override
    public synchronized List<Version> history(Key key, int after, int limit) {
        List<Version> versions = new ArrayList<>();
        drafts.stream()
                .filter(draft -> draft.key().equals(key))
                .forEach(draft -> versions.add(
                        new Version(key.id(), versions.size() + 1, draft.at(), draft.json(), draft.mark())));
        return versions.stream().skip(after).limit(limit).toList();
    }

    @Override
    public synchronized List<Version> list(TypeId type, String organization, String after, int limit) {
        return drafts.stream()
                .map(Draft::key)
                .distinct()
                .filter(key -> key.type().equals(type) && key.organization().equals(organization))
                .filter(key -> key.id().compareTo(after) > 0)
                .sorted(Comparator.comparing(Key::id))
                .limit(limit)
                .flatMap(key -> newest(key).stream())
                .toList();
    }

    @Override
    public synchronized void deleteAll(ExtensionId extension) {
        drafts.removeIf(draft -> draft.key().type().owner().equals(extension));
    }

    @Override
    public synchronized Usage usage(ExtensionId extension) {
        long own = drafts.stream()
                .filter(draft -> draft.key().type().owner().equals(extension))
                .count();
        return new Usage((int) own, 0);
    }
}
