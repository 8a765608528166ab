/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.kind;

import java.util.List;

/** Keeps what hosts hold of kinds. Writes join the transaction on the thread. */
public interface NativeStore {
    /** Returns all rows. */
    List<NativeRow> load();

    /** Inserts or replaces a row; extension, scope, digest, part and name say which. */
    void save(NativeRow row);

    /** Removes a row; a missing one is no error. */
    void delete(NativeRow row);
}
