/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

import java.util.List;

/**
 * A class in a heap dump.
 *
 * @param above its superclass; 0 if it has none
 * @param loader 0 for that of the JDK's base
 * @param domain its protection domain
 * @param fields of its instances, without those of classes above
 */
record HeapClass(long id, long above, long loader, long domain, List<Static> statics, List<Field> fields) {
    /** A static field that refers to an object. */
    record Static(long name, long value) {}

    /** A field of instances. */
    record Field(long name, int type) {}
}
