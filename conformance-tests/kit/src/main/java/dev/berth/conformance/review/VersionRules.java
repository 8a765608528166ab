/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import dev.berth.manifest.json.Node;
import java.util.Optional;

/** The version that a flow names is that of its package (GATE-156). */
final class VersionRules {
    private static final String FIELD = "packageVersion";

    private VersionRules() {}

    static void judge(Review review) {
        Optional<Node> named = review.metadata().flatMap(metadata -> metadata.get(FIELD));
        Optional<String> version = review.subject()
                .packageJson()
                .flatMap(root -> root.text("version"))
                .map(Node.Text::value);
        if (named.isPresent()
                && version.isPresent()
                && !(named.get() instanceof Node.Text text && text.value().equals(version.get()))) {
            review.report(
                    ReviewRules.VERSION,
                    review.fault(ReviewRules.VERSION, named.get().place(), FIELD)
                            .says("names another version in \"" + FIELD + "\" than package.json")
                            .found(named.get() instanceof Node.Text text ? review.shown(text.value()) : "no text")
                            .then("The package is accepted all the same.")
                            .fact("version", version.get())
                            .author("write the version of package.json, or remove the field"));
        }
    }
}
