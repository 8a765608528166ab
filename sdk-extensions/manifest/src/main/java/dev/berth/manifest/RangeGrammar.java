/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one comparator and nothing else. The grammar is ours because range libraries let garbage pass: {@code latest} then
 * matches every version, and what follows a first comparator is dropped silently.
 */
final class RangeGrammar {
    /** Nine digits at most: more would not fit the numbers, and no version has them. */
    private static final String NUMBER = "(0|[1-9][0-9]{0,8})";

    private static final String PART = "(0|[1-9][0-9]{0,8}|[xX*])";
    private static final Pattern COMPARATOR =
            Pattern.compile("(\\^|~|>=|=)?[ \\t]*" + NUMBER + "(?:\\." + PART + "(?:\\." + PART + ")?)?");

    private RangeGrammar() {}

    static Optional<VersionRange> read(String text, int lowestMajor) {
        String trimmed = text.strip();
        if (trimmed.isEmpty() || trimmed.equals("*")) {
            return Optional.of(VersionRange.open());
        }
        Matcher matcher = COMPARATOR.matcher(trimmed);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String operator = Optional.ofNullable(matcher.group(1)).orElse("=");
        int major = Integer.parseInt(matcher.group(2));
        Optional<Integer> minor = number(matcher.group(3));
        Optional<Integer> patch = number(matcher.group(4));
        if (major < lowestMajor || (minor.isEmpty() && patch.isPresent())) {
            return Optional.empty();
        }
        SemVer lower = SemVer.of(major, minor.orElse(0), patch.orElse(0));
        Optional<SemVer> upper = switch (operator) {
            case ">=" -> Optional.empty();
            case "^" -> Optional.of(caret(lower, minor.isPresent(), patch.isPresent()));
            case "~" -> Optional.of(minor.isPresent() ? nextMinor(lower) : nextMajor(lower));
            default ->
                Optional.of(
                        patch.isPresent() ? nextPatch(lower) : minor.isPresent() ? nextMinor(lower) : nextMajor(lower));
        };
        return Optional.of(new BoundedRange(trimmed, lower, upper));
    }

    /** Keeps the leftmost part that is not zero, as npm does; with major 0 a minor may break. */
    private static SemVer caret(SemVer lower, boolean hasMinor, boolean hasPatch) {
        if (lower.major() > 0 || !hasMinor) {
            return nextMajor(lower);
        }
        return lower.minor() > 0 || !hasPatch ? nextMinor(lower) : nextPatch(lower);
    }

    private static Optional<Integer> number(@Nullable String part) {
        return part == null || "xX*".contains(part) ? Optional.empty() : Optional.of(Integer.valueOf(part));
    }

    private static SemVer nextMajor(SemVer version) {
        return SemVer.of(version.major() + 1, 0, 0);
    }

    private static SemVer nextMinor(SemVer version) {
        return SemVer.of(version.major(), version.minor() + 1, 0);
    }

    private static SemVer nextPatch(SemVer version) {
        return SemVer.of(version.major(), version.minor(), version.patch() + 1);
    }
}
