/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.objects;

import dev.berth.sdk.value.ExtensionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where objects are kept, by (type, organisation, id, version) columns. Joins the transaction on the thread. */
public interface ObjectStore {
    /** Which object. */
    record Key(TypeId type, String organization, String id) {}

    /** An object that another one refers to, in the same organisation. */
    record Reference(TypeId type, String id) {}

    /**
     * A version before it has a number.
     *
     * @param mark who seeded it, if somebody did (GATE-67)
     */
    record Draft(Key key, Instant at, String json, Set<Reference> references, Optional<String> mark) {
        /** Copies the references. */
        public Draft {
            references = Set.copyOf(references);
        }

        /** One that nobody seeded. */
        public Draft(Key key, Instant at, String json, Set<Reference> references) {
            this(key, at, json, references, Optional.empty());
        }
    }

    /**
     * A version that is kept.
     *
     * @param mark who seeded it, if somebody did
     */
    record Version(String id, int number, Instant at, String json, Optional<String> mark) {
        /** One that nobody seeded. */
        public Version(String id, int number, Instant at, String json) {
            this(id, number, at, json, Optional.empty());
        }
    }

    /** What an extension would leave behind; each count stops at {@link #COUNTED}. */
    record Usage(int objects, int references) {
        /** Counting goes no further. */
        public static final int COUNTED = 1000;
    }

    /** Keeps a version, and returns its number: 1 for a new object, else one more than the newest (PORT-91). */
    int append(Draft draft);

    /** Returns the newest version. */
    Optional<Version> newest(Key key);

    /** Returns the versions after a number, oldest first, at most so many. */
    List<Version> history(Key key, int after, int limit);

    /** Returns the newest version of each object of a type after an id, by id, at most so many. */
    List<Version> list(TypeId type, String organization, String after, int limit);

    /** Deletes the objects of an extension's types with all their versions, in every organisation; joins the transaction. */
    void deleteAll(ExtensionId extension);

    /** Counts the objects of an extension's types, and the objects of others that now refer to one of them. */
    Usage usage(ExtensionId extension);
}
