/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.boot;

import dev.berth.manifest.SemVer;
import dev.berth.manifest.VersionRange;

/**
 * What the host's configuration says of one extension that it is to have (LIFE-140).
 *
 * @param range the versions that will do
 * @param guardedOptional whether its absence degrades the host instead of ending its boot (LIFE-143)
 */
record Requirement(VersionRange range, boolean guardedOptional) {
    private static final String GUARDED_OPTIONAL = "guardedOptional";

    /** Anything but {@code guardedOptional} is read as required. */
    static Requirement of(VersionRange range, String resolution) {
        return new Requirement(range, resolution.equals(GUARDED_OPTIONAL));
    }

    /** Tells whether an exact version is inside the pin; tags and other words are not. */
    boolean accepts(String version) {
        return SemVer.parse(version).filter(range::contains).isPresent();
    }
}
