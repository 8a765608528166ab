/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

/** How far the evidence about a package goes, highest first (LIFE-74). */
public enum Tier {
    OFFICIAL,
    VERIFIED,
    AUTHOR_SIGNED,
    CUSTODIAL,
    UNSIGNED
}
