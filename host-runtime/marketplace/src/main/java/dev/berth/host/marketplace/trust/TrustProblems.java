/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust;

import dev.berth.host.evidence.Block;
import dev.berth.host.evidence.PublisherKey;
import dev.berth.host.marketplace.trust.sign.PackageSignature;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is said of packages for which nobody vouches as they should. */
final class TrustProblems {
    /** Of what comes in. */
    static final String NOT_TAKEN = ". It was not taken; nothing else changed.";

    /** Of what is stored. */
    static final String NOT_LOADED = ". A start does not load it; what runs goes on.";

    private TrustProblems() {}

    static Problem signature(String subject, String found, String effect) {
        return Problem.of(
                        ProblemCode.SIGNATURE_INVALID,
                        subject,
                        subject + " needs the signature that came with it to prove who published it; found " + found
                                + effect)
                .author("sign the package anew: berth sign FILE")
                .operator("get the package and its FILE" + PackageSignature.SUFFIX + " from the publisher again.");
    }

    static Problem unknownKey(String subject, String scope, Optional<String> key, String effect) {
        String which = key.map(id -> "the key " + id).orElse("a key");
        return Problem.of(
                        ProblemCode.SIGNATURE_INVALID,
                        subject,
                        subject + " needs a signature by a key of @" + scope + " that this host trusts; found one by "
                                + which + ", and the key ring has none such" + effect)
                .operator(
                        "if you have the publisher's public key from a place that you trust: berth keys add FILE --scope "
                                + scope + ". Without FILE" + PackageSignature.SUFFIX
                                + " the package counts as unsigned.");
    }

    static Problem revoked(String subject, PublisherKey key, Instant came, String effect) {
        String until = key.compromisedSince()
                .or(key::validTo)
                .filter(end -> !came.isBefore(end))
                .map(end -> "is " + key.state() + " and vouches for nothing since " + end)
                .orElse("vouches for nothing before " + key.validFrom());
        return Problem.of(
                        ProblemCode.KEY_REVOKED,
                        subject,
                        subject + " needs a key that vouched for it when it came to this host, at " + came
                                + "; its key " + key.id() + " of @" + key.scope() + " " + until + effect)
                .fact("keyId", key.id())
                .author("sign the package with an active key: berth sign FILE --key NAME")
                .operator("see the keys: berth keys list");
    }

    static Problem blocked(String subject, Block block, String effect) {
        return Problem.of(
                        ProblemCode.TRUST_REVOKED,
                        subject,
                        subject + " needs not to be blocked on this host; found the block of " + block.value()
                                + " since " + block.at() + ", for the reason \"" + block.reason() + "\"" + effect)
                .fact("block", block.value())
                .operator("if it is wanted again: berth trust unblock " + block.value());
    }

    static Problem mismatch(String subject, List<String> differences, String effect) {
        return Problem.of(
                        ProblemCode.MANIFEST_MISMATCH,
                        subject,
                        subject
                                + " needs the manifest that was signed to say what the one inside the package says; found "
                                + String.join("; ", differences) + effect)
                .author("sign the package as it is: berth sign FILE");
    }

    /** Says that the document is gone from the store, without which nobody vouches for the content. */
    static Problem missing(String subject) {
        return Problem.of(
                        ProblemCode.CONTENT_DIGEST_MISMATCH,
                        subject,
                        subject + " needs the signature that was stored with it; it is missing or was changed. It is"
                                + " quarantined and was not loaded; the others run.")
                .operator("install the same package with its FILE" + PackageSignature.SUFFIX
                        + " again; that repairs the stored copy.");
    }
}
