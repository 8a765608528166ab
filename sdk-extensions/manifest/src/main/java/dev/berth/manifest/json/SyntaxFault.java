/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.json;

import java.util.Optional;

/**
 * Something in a text that breaks its grammar.
 *
 * @param place where
 * @param needed what could stand there, {@code a comma or }}
 * @param found what stands there
 * @param fix an edit that helps
 */
public record SyntaxFault(Place place, String needed, String found, Optional<String> fix) {
    SyntaxFault(Place place, String needed, String found, String fix) {
        this(place, needed, found, Optional.of(fix));
    }
}
