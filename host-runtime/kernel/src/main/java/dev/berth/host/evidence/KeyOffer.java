/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.evidence;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A public key that somebody wants this host to trust; it passed full validation (TRUST-44).
 *
 * @param id of the key
 * @param spki the key
 * @param scope whose it is, if the document says so
 * @param statement what holders of keys state about it, if it is such a statement (TRUST-56)
 */
public record KeyOffer(String id, String spki, Optional<String> scope, Optional<Statement> statement) {
    /**
     * What is stated.
     *
     * @param replaces it takes the place of the key that signed, which is retired
     * @param validFrom from when on
     * @param signedBy tells whether the key of this SubjectPublicKeyInfo signed it
     */
    public record Statement(boolean replaces, Instant validFrom, Predicate<String> signedBy) {}
}
