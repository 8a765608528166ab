/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import dev.berth.manifest.json.Node;

/** Properties: a number that starts as an integer is read as one, and refuses fractions later (GATE-149). */
final class PropertyRules {
    private PropertyRules() {}

    static void judge(Review review) {
        walk(review.root(), "", review);
    }

    private static void walk(Node node, String path, Review review) {
        if (node instanceof Node.Arr array) {
            for (int i = 0; i < array.items().size(); i++) {
                walk(array.items().get(i), path + "[" + i + "]", review);
            }
        } else if (node instanceof Node.Obj object) {
            boolean number = object.text("type")
                    .filter(type -> type.value().equals("number"))
                    .isPresent();
            if (number
                    && object.get("default").orElse(null) instanceof Node.Num value
                    && value.value().scale() == 0) {
                review.report(
                        ReviewRules.NUMBER,
                        review.fault(ReviewRules.NUMBER, value.place(), Paths.below(path, "default"))
                                .says("needs the default of a property of type number to be written with a fraction")
                                .found(value)
                                .author("write " + value.value() + ".0, or give the property the type integer"));
            }
            object.members().forEach(member -> walk(member.value(), Paths.below(path, member.name()), review));
        }
    }
}
