/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import dev.berth.sdk.problem.Problem;
import java.util.List;

/**
 * What a store holds; a row that cannot be read hides no other (LIFE-42).
 *
 * @param rows those that can be read
 * @param unreadable one problem {@code status-unreadable} a row, whose subject is the id as it is stored; an error means that the
 *     row is not among {@code rows}, a warning that it is there without the revision to roll back to
 * @param salvaged what can still be told of unreadable rows, taken to be live; for what a host cannot do without
 */
public record Loaded<T>(List<T> rows, List<Problem> unreadable, List<T> salvaged) {
    /** Salvages nothing. */
    public Loaded(List<T> rows, List<Problem> unreadable) {
        this(rows, unreadable, List.of());
    }

    /** Copies. */
    public Loaded {
        rows = List.copyOf(rows);
        unreadable = List.copyOf(unreadable);
        salvaged = List.copyOf(salvaged);
    }
}
