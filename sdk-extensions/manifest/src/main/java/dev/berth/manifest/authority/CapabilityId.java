/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.authority;

import java.util.Optional;
import java.util.regex.Pattern;

/** The form of capability ids (MAN-111). */
public final class CapabilityId {
    private static final int LONGEST = 128;
    private static final Pattern WORDS = Pattern.compile("[a-z][a-z0-9-]*+(\\.[a-z0-9-]+)*+");
    private static final Pattern SCOPED = Pattern.compile("@([a-z0-9][a-z0-9-]{1,38})/[a-z0-9][a-z0-9._-]*");

    private CapabilityId() {}

    /** Says why a text is no id that an extension may use. */
    public static Optional<String> flaw(String text) {
        if (text.startsWith("host:")) {
            return Optional.of("an id that does not start with host:, which belongs to the host");
        }
        boolean fits = text.length() <= LONGEST
                && (WORDS.matcher(text).matches() || SCOPED.matcher(text).matches());
        return fits
                ? Optional.empty()
                : Optional.of("dotted words such as email.send, or @scope/name, of at most " + LONGEST + " characters");
    }

    /** Returns the scope that a scoped id belongs to. */
    public static Optional<String> scope(String id) {
        return id.startsWith("@") ? Optional.of(id.substring(1, id.indexOf('/'))) : Optional.empty();
    }
}
