/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.semver4j.Semver;

/** A version, strict SemVer 2.0.0 in canonical text without a build part (MAN-33). Ordered by precedence. */
public final class SemVer implements Comparable<SemVer> {
    /** What an undeclared provider counts as (PORT-115). */
    public static final SemVer ZERO = of(0, 0, 0);

    private static final Comparator<SemVer> NUMBERS = Comparator.comparingInt(SemVer::major)
            .thenComparingInt(SemVer::minor)
            .thenComparingInt(SemVer::patch);

    /** More than any real version has; a pattern of a library must not meet longer text. */
    private static final int LONGEST = 256;

    private static final Pattern CORE = Pattern.compile("([0-9]{1,9}\\.[0-9]{1,9}\\.[0-9]{1,9})([-+].*)?");

    private final int major;
    private final int minor;
    private final int patch;

    /** What follows the numbers, with the hyphen; empty for a release. */
    private final String prerelease;

    private SemVer(int major, int minor, int patch, String prerelease) {
        this.major = major;
        this.minor = minor;
        this.patch = patch;
        this.prerelease = prerelease;
    }

    /** Makes a release version of its three numbers. */
    static SemVer of(int major, int minor, int patch) {
        return new SemVer(major, minor, patch, "");
    }

    /** Reads a version; empty if the text is not exactly one. */
    public static Optional<SemVer> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher core = CORE.matcher(text);
        if (!core.matches()) {
            return Optional.empty();
        }
        String rest = Optional.ofNullable(core.group(2)).orElse("");
        return Optional.ofNullable(Semver.parse(text))
                .filter(parsed ->
                        parsed.getVersion().equals(text) && parsed.getBuild().isEmpty())
                .map(parsed -> new SemVer(parsed.getMajor(), parsed.getMinor(), parsed.getPatch(), rest));
    }

    /** Reads the leading {@code x.y.z} of a host's version and drops what follows it (MAN-86); empty if there is none. */
    public static Optional<SemVer> leading(String text) {
        Matcher matcher = CORE.matcher(text.strip());
        return matcher.matches() ? parse(matcher.group(1)) : Optional.empty();
    }

    public int major() {
        return major;
    }

    public int minor() {
        return minor;
    }

    public int patch() {
        return patch;
    }

    public boolean isPrerelease() {
        return !prerelease.isEmpty();
    }

    @Override
    public int compareTo(SemVer other) {
        int order = NUMBERS.compare(this, other);
        return order != 0 || prerelease.equals(other.prerelease)
                ? order
                : new Semver(toString()).compareTo(new Semver(other.toString()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SemVer version
                && NUMBERS.compare(this, version) == 0
                && prerelease.equals(version.prerelease);
    }

    @Override
    public int hashCode() {
        return Objects.hash(major, minor, patch, prerelease);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch + prerelease;
    }
}
