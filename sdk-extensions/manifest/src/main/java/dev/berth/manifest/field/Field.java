/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.field;

import dev.berth.manifest.Kind;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.reading.Reading;
import dev.berth.manifest.reading.Shape;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A row of the field table.
 *
 * @param name the key in the block
 * @param kinds the kinds that take it (MAN-20)
 * @param presence whether it may be absent or null (MAN-18)
 * @param shape the JSON type it takes
 * @param reader the rules beyond the type
 * @param about one sentence for the JSON Schema
 */
record Field(String name, Set<Kind> kinds, Presence presence, Shape shape, Reader reader, String about) {
    /** Whether a field may be left out. */
    enum Presence {
        REQUIRED,
        OPTIONAL,
        /** Null counts as absent. */
        NULLABLE
    }

    /** Judges a value of the right shape and keeps it. */
    interface Reader {
        void read(Node value, Reading reading);
    }

    static final Set<Kind> ALL = Collections.unmodifiableSet(EnumSet.allOf(Kind.class));

    static Field required(String name, Set<Kind> kinds, Shape shape, Reader reader, String about) {
        return new Field(name, kinds, Presence.REQUIRED, shape, reader, about);
    }

    static Field optional(String name, Set<Kind> kinds, Shape shape, Reader reader, String about) {
        return new Field(name, kinds, Presence.OPTIONAL, shape, reader, about);
    }

    static Field nullable(String name, Set<Kind> kinds, Shape shape, Reader reader, String about) {
        return new Field(name, kinds, Presence.NULLABLE, shape, reader, about);
    }
}
