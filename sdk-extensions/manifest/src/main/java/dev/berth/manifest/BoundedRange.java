/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest;

import java.util.Optional;

/**
 * A range as bounds.
 *
 * @param text as it was written
 * @param lower the first version within
 * @param upper the first version above, if there is a ceiling
 */
record BoundedRange(String text, SemVer lower, Optional<SemVer> upper) implements VersionRange {
    static final VersionRange OPEN = new BoundedRange("*", SemVer.ZERO, Optional.empty());

    @Override
    public boolean contains(SemVer version) {
        return isOpen()
                || (!version.isPrerelease()
                        && version.compareTo(lower) >= 0
                        && upper.map(limit -> version.compareTo(limit) < 0).orElse(true));
    }

    @Override
    public Optional<SemVer> lowest() {
        return isOpen() ? Optional.empty() : Optional.of(lower);
    }

    @Override
    public String words() {
        if (isOpen()) {
            return "any version";
        }
        if (upper.equals(Optional.of(SemVer.of(lower.major(), lower.minor(), lower.patch() + 1)))) {
            return "exactly " + lower;
        }
        return shortened(lower) + " or later"
                + upper.map(limit -> ", below " + shortened(limit)).orElse("");
    }

    private static String shortened(SemVer version) {
        return version.patch() == 0 ? version.major() + "." + version.minor() : version.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
