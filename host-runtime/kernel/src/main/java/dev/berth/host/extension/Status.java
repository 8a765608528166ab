/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import java.util.Locale;

/** What is stored about an extension (LIFE-1); live is active or locked. The runtime state is derived, never stored. */
public enum Status {
    ACTIVE,
    ARCHIVED,
    LOCKED;

    /** Tells whether it should run. */
    public boolean isLive() {
        return this != ARCHIVED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
