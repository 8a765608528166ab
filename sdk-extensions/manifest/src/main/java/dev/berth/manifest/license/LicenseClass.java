/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.license;

/** What a policy makes of a licence, best first (GATE-55). */
public enum LicenseClass {
    /** May be installed without further ado. */
    PERMISSIVE,
    /** Somebody has to acknowledge it. */
    COPYLEFT,
    /** Unknown, missing, contradictory, or unwanted: is not installed. */
    REJECTED
}
