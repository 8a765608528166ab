/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import dev.berth.manifest.json.Node;
import dev.berth.manifest.payload.oas.Component;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who starts an agent sees each input as required, or not at all (GATE-155). */
final class StartRules {
    private StartRules() {}

    static void judge(Review review) {
        review.components("StartNode").forEach(start -> {
            Set<String> told = new HashSet<>();
            start.metadata()
                    .ifPresent(metadata ->
                            List.of("required", "hidden").forEach(key -> told.addAll(texts(metadata, key))));
            List<String> open = Component.titles(start.inputs()).stream()
                    .filter(title -> !told.contains(title))
                    .distinct()
                    .toList();
            if (!open.isEmpty()) {
                review.report(
                        ReviewRules.START,
                        review.fault(ReviewRules.START, start.place(), Paths.below(start.path(), "inputs"))
                                .says("needs each input of a StartNode in \"required\" or \"hidden\" of its metadata")
                                .found(review.shown(open) + " in neither")
                                .then("People are not asked for what is in neither.")
                                .author("list them in one of the two"));
            }
        });
    }

    private static List<String> texts(Node.Obj metadata, String key) {
        return metadata.get(key).orElse(null) instanceof Node.Arr array
                ? array.items().stream()
                        .filter(Node.Text.class::isInstance)
                        .map(item -> ((Node.Text) item).value())
                        .toList()
                : List.of();
    }
}
