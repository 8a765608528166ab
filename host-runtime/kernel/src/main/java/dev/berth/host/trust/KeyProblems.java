/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.trust;

import dev.berth.host.evidence.Block;
import dev.berth.host.evidence.KeyOffer;
import dev.berth.host.evidence.PublisherKey;
import dev.berth.host.identity.Tenancy;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is wrong with what an operator says about keys and blocks. Nothing was changed, in every case. */
final class KeyProblems {
    private static final Pattern SCOPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Duration YEAR = Duration.ofDays(366);
    private static final int LONGEST = 128;
    private static final int LONGEST_REASON = 500;

    private KeyProblems() {}

    /** Returns the scope that both say, or the one that says it. */
    static String scope(KeyOffer offer, Optional<String> named) {
        Optional<String> bare = named.map(text -> text.startsWith("@") ? text.substring(1) : text);
        String scope = offer.scope().or(() -> bare).orElse("");
        if (!SCOPE.matcher(scope).matches()
                || bare.filter(text -> !text.equals(scope)).isPresent()) {
            throw usage(
                    "the key " + offer.id(),
                    "a scope such as acme, the same in its document and beside it",
                    bare.isEmpty() && scope.isEmpty()
                            ? "none"
                            : "\"" + Tenancy.shown(scope) + "\" and \"" + Tenancy.shown(bare.orElse("")) + "\"");
        }
        return scope;
    }

    static ProblemException exists(PublisherKey key) {
        return new ProblemException(Problem.of(
                        ProblemCode.KEY_EXISTS,
                        "the key " + key.id(),
                        "The key " + key.id() + " needs to be new to the key ring; it is there already, of the scope @"
                                + key.scope() + ", " + key.state() + ". Nothing was changed.")
                .operator("see the keys: berth keys list")
                .author("make another key: berth keys gen NAME"));
    }

    static ProblemException unstated(KeyOffer offer, String scope, List<PublisherKey> active) {
        String ids = String.join(", ", active.stream().map(PublisherKey::id).toList());
        return new ProblemException(Problem.of(
                        ProblemCode.SIGNATURE_INVALID,
                        "the key " + offer.id(),
                        "The key " + offer.id() + " needs a statement that an active key of @" + scope + " (" + ids
                                + ") and the new key have signed; found "
                                + (offer.statement().isPresent() ? "one that they have not" : "none")
                                + ". It is not trusted; nothing was changed.")
                .author("state the new key by the old one: berth keys rotate OLD NEW")
                .operator("if the publisher has lost the old key, revoke it first: berth keys revoke "
                        + active.get(0).id()));
    }

    static ProblemException unknown(String id) {
        String shown = Tenancy.shown(id);
        return new ProblemException(Problem.of(
                        ProblemCode.KEY_UNKNOWN,
                        "the key " + shown,
                        "The key " + shown
                                + " needs to be in the key ring; there is none of this id. Nothing was changed.")
                .operator("see the keys: berth keys list"));
    }

    /** Returns a value that names packages. */
    static String blockable(String value) {
        if (value.length() > LONGEST || Block.kind(value).isEmpty()) {
            throw usage(
                    "the block",
                    "a content digest (sha256:…), a package digest (64 hex digits), an id such as @acme/crm-connector, or one"
                            + " with a version after another \"@\"",
                    "\"" + Tenancy.shown(value) + "\"");
        }
        return value;
    }

    /** Returns words that the audit can hold. */
    static String reason(String text) {
        boolean plain = text.codePoints().noneMatch(Character::isISOControl);
        if (text.isBlank() || text.length() > LONGEST_REASON || !plain) {
            throw usage("the block", "a reason of one line, at most " + LONGEST_REASON + " characters", "another");
        }
        return text;
    }

    /** Returns a time at which a key can have been compromised. */
    static Instant past(Instant since, Instant now) {
        if (since.isBefore(Instant.EPOCH) || since.isAfter(now)) {
            throw usage("the revocation", "a time between 1970 and now", since.toString());
        }
        return since;
    }

    /** Returns a time from which on a key may count. */
    static Instant soon(Instant from, Instant now) {
        if (from.isAfter(now.plus(YEAR))) {
            throw usage("the key", "to count within a year", "that it counts from " + from);
        }
        return from;
    }

    private static ProblemException usage(String subject, String needs, String found) {
        return new ProblemException(Problem.of(
                ProblemCode.USAGE_INVALID,
                subject,
                Character.toUpperCase(subject.charAt(0)) + subject.substring(1) + " needs " + needs + "; found " + found
                        + ". Nothing was changed."));
    }
}
