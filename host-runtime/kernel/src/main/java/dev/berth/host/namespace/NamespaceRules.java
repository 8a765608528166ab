/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.namespace;

import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which namespaces a host may have (LIFE-155, LIFE-156).
 *
 * @param reservedParts what no namespace may have in it, {@code berth} among them
 * @param approved namespaces that may all the same
 * @param contact whom to ask for one
 */
public record NamespaceRules(SortedSet<String> reservedParts, SortedSet<String> approved, Optional<String> contact) {
    private static final String OURS = "berth";
    private static final Pattern PART = Pattern.compile("[a-z0-9][a-z0-9-]{0,38}");
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{1,38}");

    /** Nothing but {@code berth} is reserved. */
    public static final NamespaceRules DEFAULT = new NamespaceRules(new TreeSet<>(), new TreeSet<>(), Optional.empty());

    /** Copies, and reserves {@code berth} whatever else is. */
    public NamespaceRules {
        reservedParts = new TreeSet<>(reservedParts);
        reservedParts.add(OURS);
        approved = new TreeSet<>(approved);
        if (!reservedParts.stream().allMatch(NamespaceRules::isPart)) {
            throw new IllegalArgumentException("A reserved part is of the form " + PART + "; found " + reservedParts);
        }
    }

    /** Tells whether this can stand in a namespace, and so be reserved. */
    public static boolean isPart(String text) {
        return PART.matcher(text).matches();
    }

    /** Tells whether this has the form of a namespace, reserved or not. */
    public static boolean isForm(String text) {
        return FORM.matcher(text).matches();
    }

    /** Returns the form in which names are compared and kept. */
    static String canonical(String input) {
        return input.strip().toLowerCase(Locale.ROOT);
    }

    /** Returns the reserved part that a name has in it: as it is, without hyphens, or as it looks (MKT-40). */
    Optional<String> reservedIn(String canonical) {
        if (approved.contains(canonical)) {
            return Optional.empty();
        }
        return reservedParts.stream()
                .filter(part -> Stream.of(canonical, canonical.replace("-", "")).anyMatch(form -> form.contains(part))
                        || Lookalike.of(canonical).contains(Lookalike.of(part)))
                .findFirst();
    }
}
