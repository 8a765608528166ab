/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance;

import java.util.Locale;

/** The nine gates, in the order in which they run (GATE-3). */
public enum GateId {
    NAMING,
    README,
    LICENSE,
    FIXTURES,
    DISCOVERY,
    MANIFEST,
    DEPENDENCIES,
    PORTS,
    REVIEW;

    /** Returns its name on the command line and in reports, such as {@code readme}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
