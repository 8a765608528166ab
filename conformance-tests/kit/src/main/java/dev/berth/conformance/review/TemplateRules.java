/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import dev.berth.manifest.json.Node;
import dev.berth.manifest.payload.oas.Component;
import java.util.List;
import java.util.Set;

/** Templates: what they use is declared and the other way round, and they choose nothing (GATE-147, GATE-148). */
final class TemplateRules {
    /** Texts for people, which nothing fills. */
    private static final Set<String> PROSE = Set.of("metadata", "description", "name", "id", "title");

    private TemplateRules() {}

    static void judge(Review review) {
        review.components("ApiNode")
                .filter(node -> node.object().get("inputs").orElse(null) instanceof Node.Arr)
                .forEach(node -> parity(node, review));
        ternary(review.root(), "", review);
    }

    private static void parity(Component node, Review review) {
        Set<String> used = Templates.names(node);
        List<String> declared = Component.titles(node.inputs());
        List<String> undeclared =
                used.stream().filter(name -> !declared.contains(name)).toList();
        List<String> unused = declared.stream()
                .filter(name -> !used.contains(name))
                .distinct()
                .toList();
        if (!undeclared.isEmpty() || !unused.isEmpty()) {
            String found = (undeclared.isEmpty() ? "" : "placeholders without an input: " + review.shown(undeclared))
                    + (undeclared.isEmpty() || unused.isEmpty() ? "" : "; ")
                    + (unused.isEmpty() ? "" : "inputs without a placeholder: " + review.shown(unused));
            review.report(
                    ReviewRules.PARITY,
                    review.fault(ReviewRules.PARITY, node.place(), Paths.below(node.path(), "inputs"))
                            .says("needs the placeholders of a call and its inputs to have the same names")
                            .found(found)
                            .author("declare what the templates use, and remove inputs that none does"));
        }
    }

    private static void ternary(Node node, String path, Review review) {
        if (node instanceof Node.Text text) {
            if (Expressions.in(text.value()).stream().anyMatch(Expressions::isTernary)) {
                review.report(
                        ReviewRules.TERNARY,
                        review.fault(ReviewRules.TERNARY, text.place(), path)
                                .says("needs templates without a choice such as {{ a ? b : c }}")
                                .found("one")
                                .author("choose in a node before, and use its output"));
            }
        } else if (node instanceof Node.Arr array) {
            for (int i = 0; i < array.items().size(); i++) {
                ternary(array.items().get(i), path + "[" + i + "]", review);
            }
        } else if (node instanceof Node.Obj object) {
            object.members().stream()
                    .filter(member -> !PROSE.contains(member.name()))
                    .forEach(member -> ternary(member.value(), Paths.below(path, member.name()), review));
        }
    }
}
