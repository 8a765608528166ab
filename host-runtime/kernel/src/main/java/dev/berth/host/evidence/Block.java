/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.evidence;

import dev.berth.sdk.value.ExtensionId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A package that an operator wants on this host no longer, whoever vouches for it (LIFE-71, TRUST-159).
 *
 * @param value what names it
 * @param reason in the words of who blocked it
 * @param at since when
 */
public record Block(String value, String reason, Instant at) {
    /** How a package can be named. */
    public enum Kind {
        /** By its files, however they are packed. */
        CONTENT_DIGEST(Pattern.compile("sha256:[0-9a-f]{64}")),
        /** By the bytes of its file. */
        PACKAGE_DIGEST(Pattern.compile("[0-9a-f]{64}")),
        /** By its id, or id and version. */
        COORDINATE(Pattern.compile("@[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*(@[0-9A-Za-z.+-]{1,64})?"));

        private final Pattern form;

        Kind(Pattern form) {
            this.form = form;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Returns how a value names packages; none if it cannot. */
    public static Optional<Kind> kind(String value) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.form.matcher(value).matches())
                .findFirst();
    }

    /** Returns how it names the package. */
    public Kind kind() {
        return kind(value).orElseThrow(() -> new IllegalStateException("A block names a package; found " + value));
    }

    /** Tells whether these digests are blocked. */
    public boolean meets(String packageDigest, String contentDigest) {
        return value.equals(packageDigest) || value.equals(contentDigest);
    }

    /** Tells whether this version is blocked. */
    public boolean meets(ExtensionId id, String version) {
        return value.equals(id.value()) || value.equals(id + "@" + version);
    }
}
