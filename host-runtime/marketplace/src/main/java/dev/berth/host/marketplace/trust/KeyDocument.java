/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust;

import dev.berth.host.evidence.KeyOffer;
import dev.berth.host.marketplace.trust.sign.KeyStatement;
import dev.berth.host.marketplace.trust.sign.PublicKeyFile;
import dev.berth.host.marketplace.trust.sign.VerifyingKey;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.util.Optional;

/** Reads a public key, or a statement about one, that somebody hands to a host. */
final class KeyDocument {
    private KeyDocument() {}

    static KeyOffer read(JsonObject document) {
        try {
            return document.get("signed").isPresent()
                    ? stated(KeyStatement.parse(document))
                    : plain(PublicKeyFile.parse(document));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.of(
                            ProblemCode.USAGE_INVALID,
                            "the key",
                            "The key's document " + e.getMessage() + ". Nothing was changed.")
                    .operator("take the file that \"berth keys gen\" or \"berth keys rotate\" wrote."));
        }
    }

    private static KeyOffer plain(PublicKeyFile file) {
        return new KeyOffer(file.key().id(), file.key().spki(), file.scope(), Optional.empty());
    }

    private static KeyOffer stated(KeyStatement statement) {
        return new KeyOffer(
                statement.key().id(),
                statement.key().spki(),
                Optional.of(statement.scope()),
                Optional.of(new KeyOffer.Statement(
                        statement.action().equals("rotate"),
                        statement.validFrom(),
                        spki -> statement.isSignedBy(VerifyingKey.parse(spki)))));
    }
}
