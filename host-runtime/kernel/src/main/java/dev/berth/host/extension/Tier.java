/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

/** How far the evidence about a package goes, highest first (LIFE-74). */
public enum Tier {
    OFFICIAL,
    VERIFIED,
    AUTHOR_SIGNED,
    CUSTODIAL,
    UNSIGNED;

    /** Tells whether claims of capability ids count at once; below, an operator has to confirm them (MAN-115, LIFE-78). */
    public boolean activatesClaims() {
        return compareTo(AUTHOR_SIGNED) <= 0;
    }

    /** Tells whether migrations may run (MAN-50, LIFE-78). */
    public boolean mayMigrate() {
        return compareTo(VERIFIED) <= 0;
    }
}
