/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.engine;

import java.util.Locale;

/** What came of a gate (GATE-6), the worst last. */
public enum Outcome {
    SKIPPED,
    PASSED,
    FAILED,
    BROKEN;

    /** Returns its name in reports, such as {@code passed}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
