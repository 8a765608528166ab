/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest;

import java.util.Optional;
import org.semver4j.Semver;

/** A version, strict SemVer 2.0.0 in canonical text without a build part (MAN-33). Ordered by precedence. */
public final class SemVer implements Comparable<SemVer> {
    /** What an undeclared provider counts as (PORT-115). */
    public static final SemVer ZERO = parse("0.0.0").orElseThrow();

    private final Semver value;

    private SemVer(Semver value) {
        this.value = value;
    }

    /** Reads a version; empty if the text is not exactly one. */
    public static Optional<SemVer> parse(String text) {
        return Optional.ofNullable(Semver.parse(text))
                .filter(parsed -> parsed.getVersion().equals(text) && parsed.getBuild().isEmpty())
                .map(SemVer::new);
    }

    public int major() {
        return value.getMajor();
    }

    public int minor() {
        return value.getMinor();
    }

    public int patch() {
        return value.getPatch();
    }

    public boolean isPrerelease() {
        return !value.getPreRelease().isEmpty();
    }

    @Override
    public int compareTo(SemVer other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SemVer version && value.getVersion().equals(version.value.getVersion());
    }

    @Override
    public int hashCode() {
        return value.getVersion().hashCode();
    }

    @Override
    public String toString() {
        return value.getVersion();
    }
}
