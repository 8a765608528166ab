/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.value;

import java.util.regex.Pattern;

/**
 * The name of an extension, {@code @scope/slug-kind} (MAN-30).
 *
 * @param value the whole name; scope 2 to 39 and name 1 to 64 characters of {@code a-z 0-9 -}, none starting with a hyphen
 */
public record ExtensionId(String value) implements Comparable<ExtensionId> {
    private static final Pattern FORM = Pattern.compile("@[a-z0-9][a-z0-9-]{1,38}/[a-z0-9][a-z0-9-]{0,63}");

    /** Checks the form; any other text is an {@link IllegalArgumentException}. */
    public ExtensionId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "An extension id has the form @scope/slug-kind; found \"" + value + "\"");
        }
    }

    /** Reads an id from its text. */
    public static ExtensionId of(String value) {
        return new ExtensionId(value);
    }

    /** Tells whether a text has the form of an id. */
    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    /** Returns the scope without {@code @}. */
    public String scope() {
        return value.substring(1, value.indexOf('/'));
    }

    /** Returns the part after the slash. */
    public String name() {
        return value.substring(value.indexOf('/') + 1);
    }

    /** Returns the OSGi symbolic name, {@code scope.slug-kind} (MAN-71). */
    public String symbolicName() {
        return scope() + "." + name();
    }

    @Override
    public int compareTo(ExtensionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
