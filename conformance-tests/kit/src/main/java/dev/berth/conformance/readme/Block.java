/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.readme;

import dev.berth.manifest.json.Place;

/** A line of a README that is not blank, as section 4 of gates.md reads it, at its first character. */
sealed interface Block {
    Place place();

    /**
     * A heading.
     *
     * @param level from 1 to 6
     * @param text without what closes it
     */
    record Heading(int level, String text, Place place) implements Block {}

    /** A line that starts with {@code -}, {@code *} or {@code +} and a space. */
    record Bullet(Place place) implements Block {}

    /**
     * Any other line.
     *
     * @param opens whether it begins a paragraph
     */
    record Line(String text, boolean opens, Place place) implements Block {}
}
