/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import dev.berth.conformance.Policy;
import dev.berth.conformance.policy.ReviewPolicy;
import java.util.ArrayList;
import java.util.List;

/** Policies that differ from the usual one. */
final class Policies {
    private Policies() {}

    /** Trusts one more start of URLs. */
    static Policy trusting(Policy policy, String prefix) {
        ReviewPolicy review = policy.review();
        List<String> trusted = new ArrayList<>(review.trustedUrls());
        trusted.add(prefix);
        return new Policy(
                policy.manifest(),
                policy.naming(),
                policy.readme(),
                policy.license(),
                new ReviewPolicy(trusted, review.credentialPrefixes(), review.models(), review.capabilities()));
    }
}
