/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import java.util.Set;

/** Literal credentials in what an agent sends and says (GATE-140). */
final class CredentialRules {
    private static final Set<String> FIELDS = Set.of(
            "body",
            "data",
            "config",
            "headers",
            "params",
            "system_prompt",
            "prompt_template",
            "message",
            "system",
            "user");

    private final Review review;
    private final Credentials credentials;

    private CredentialRules(Review review) {
        this.review = review;
        credentials = review.credentials();
    }

    static void judge(Review review) {
        new CredentialRules(review).walk(review.root(), "", false);
    }

    private void walk(Node node, String path, boolean sent) {
        if (node instanceof Node.Text text) {
            if (sent) {
                judge(text.value(), text.place(), path);
            }
        } else if (node instanceof Node.Arr array) {
            for (int i = 0; i < array.items().size(); i++) {
                walk(array.items().get(i), path + "[" + i + "]", sent);
            }
        } else if (node instanceof Node.Obj object) {
            for (Node.Member member : object.members()) {
                // A name is shown in the places of what stands below it, so it must not be one itself.
                boolean secret = credentials.isIn(member.name());
                String below = Paths.below(path, secret ? "…" : member.name());
                if (sent && secret) {
                    judge(member.name(), member.namePlace(), below);
                }
                walk(member.value(), below, sent || FIELDS.contains(member.name()));
            }
        }
    }

    private void judge(String text, Place place, String path) {
        credentials
                .find(text)
                .ifPresent(form -> review.report(
                        ReviewRules.CREDENTIAL,
                        review.fault(ReviewRules.CREDENTIAL, place, path)
                                .says("needs texts without literal credentials")
                                .found("what looks like " + form + "; it is not shown")
                                .fact("form", form)
                                .author("withdraw the credential, and write a placeholder such as {{token}} that a"
                                        + " secret fills")));
    }
}
