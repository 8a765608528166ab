/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.objects;

import dev.berth.host.port.objects.ObjectStore.Key;
import dev.berth.host.port.objects.ObjectStore.Usage;
import dev.berth.host.port.objects.ObjectStore.Version;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What extensions have stored, for those who run the host. Read-only. */
public final class StoredObjects {
    private final ObjectStore store;

    /** Looks into a store. */
    public StoredObjects(ObjectStore store) {
        this.store = store;
    }

    /** A version of an object. */
    public record ObjectView(String id, int version, Instant writtenAt, JsonValue value) {}

    /** Returns the objects of a type after an id, by id, at most so many. */
    public List<ObjectView> list(TypeId type, String organization, String after, int limit) {
        return store.list(type, organization, after, limit).stream()
                .map(StoredObjects::view)
                .toList();
    }

    /** Returns the versions of an object after a number, oldest first, at most so many. */
    public List<ObjectView> history(TypeId type, String organization, String id, int after, int limit) {
        return store.history(new Key(type, organization, id), after, limit).stream()
                .map(StoredObjects::view)
                .toList();
    }

    /** Counts what would stay behind without an extension. */
    public Usage usage(ExtensionId extension) {
        return store.usage(extension);
    }

    /** Deletes the objects of an extension's types in every organisation, with all their versions (LIFE-125). */
    public void deleteAll(ExtensionId extension) {
        store.deleteAll(extension);
    }

    /** Says in words what would stay behind without an extension, unless it is nothing (LIFE-113, LIFE-124). */
    public Optional<String> leftBy(ExtensionId extension) {
        Usage usage = store.usage(extension);
        if (usage.objects() == 0) {
            return Optional.empty();
        }
        String objects = counted(usage.objects(), "object") + " of its types";
        return Optional.of(
                usage.references() == 0
                        ? objects
                        : objects + ", to which " + counted(usage.references(), "object")
                                + (usage.references() == 1 ? " of another extension refers" : " of others refer"));
    }

    private static String counted(int count, String what) {
        return (count == Usage.COUNTED ? count + " or more " : count + " ") + what + (count == 1 ? "" : "s");
    }

    private static ObjectView view(Version version) {
        return new ObjectView(version.id(), version.number(), version.at(), StrictJson.parse(version.json()));
    }
}
