/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import dev.berth.manifest.Edge;

/** How much an edge weighs when a circle must be opened; the lightest goes first (MAN-148, MAN-150). */
enum Weight {
    OPTIONAL,
    INSTALL_TIME,
    SOFT,
    HARD;

    /**
     * Weighs an edge.
     *
     * @param exact a package edge, or a capability edge that has as many providers as it needs and no more
     */
    static Weight of(Edge edge, boolean exact) {
        if (!edge.required()) {
            return OPTIONAL;
        } else if (edge.type() == Edge.Type.INSTALL_TIME) {
            return INSTALL_TIME;
        }
        return exact ? HARD : SOFT;
    }
}
