/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of extensions (MAN-40). */
public enum Kind {
    AGENT,
    CONNECTOR,
    ARTIFACT,
    SKILL,
    WORKFLOW;

    /** Finds a kind by the text that manifests use. */
    public static Optional<Kind> find(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equals(text))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
