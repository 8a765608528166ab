/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import java.util.List;
import java.util.Locale;

/** Names whose values are secrets (PORT-104, PORT-105). */
public final class SecretNames {
    private static final List<String> WORDS = List.of("SECRET", "KEY", "TOKEN", "PASSWORD", "CREDENTIAL", "PRIVATE");

    private SecretNames() {}

    /** Tells whether what has this name must not be shown. */
    public static boolean matches(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return WORDS.stream().anyMatch(upper::contains);
    }

    /** Tells whether a flag is on: {@code true} and {@code 1} are, and never one that is named like a secret (PORT-105). */
    public static boolean isOn(String flag, String value) {
        return !matches(flag) && (value.equals("true") || value.equals("1"));
    }
}
