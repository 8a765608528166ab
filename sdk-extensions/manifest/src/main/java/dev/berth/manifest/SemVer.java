/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.semver4j.Semver;

/** A version, strict SemVer 2.0.0 in canonical text without a build part (MAN-33). Ordered by precedence. */
public final class SemVer implements Comparable<SemVer> {
    /** What an undeclared provider counts as (PORT-115). */
    public static final SemVer ZERO = of(0, 0, 0);

    /** More than any real version has; a pattern of a library must not meet longer text. */
    private static final int LONGEST = 256;

    private static final Pattern CORE = Pattern.compile("([0-9]{1,9}\\.[0-9]{1,9}\\.[0-9]{1,9})([-+].*)?");

    private final Semver value;

    private SemVer(Semver value) {
        this.value = value;
    }

    /** Makes a release version of its three numbers. */
    static SemVer of(int major, int minor, int patch) {
        return new SemVer(new Semver(major + "." + minor + "." + patch));
    }

    /** Reads a version; empty if the text is not exactly one. */
    public static Optional<SemVer> parse(String text) {
        if (text.length() > LONGEST || !CORE.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(Semver.parse(text))
                .filter(parsed ->
                        parsed.getVersion().equals(text) && parsed.getBuild().isEmpty())
                .map(SemVer::new);
    }

    /** Reads the leading {@code x.y.z} of a host's version and drops what follows it (MAN-86); empty if there is none. */
    public static Optional<SemVer> leading(String text) {
        Matcher matcher = CORE.matcher(text.strip());
        return matcher.matches() ? parse(matcher.group(1)) : Optional.empty();
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
