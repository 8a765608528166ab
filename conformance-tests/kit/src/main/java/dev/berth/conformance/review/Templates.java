/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import dev.berth.manifest.json.Node;
import dev.berth.manifest.payload.oas.Component;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The texts of a node that are filled when it runs. */
final class Templates {
    /** The fields of an ApiNode that are templates. */
    static final List<String> FIELDS = List.of("url", "http_method", "api_spec_uri", "data", "query_params", "headers");

    private Templates() {}

    /** Returns the names that stand alone in the templates of a node, without those of the environment. */
    static Set<String> names(Component node) {
        Set<String> names = new LinkedHashSet<>();
        FIELDS.forEach(field -> node.object()
                .get(field)
                .ifPresent(value -> texts(
                        value,
                        text -> Expressions.in(text).stream()
                                .filter(Expressions::isName)
                                .filter(name -> !Expressions.isEnvironment(name))
                                .forEach(names::add))));
        return names;
    }

    /** Hands out all texts in a value, those of keys too. */
    private static void texts(Node value, Consumer<String> consumer) {
        if (value instanceof Node.Text text) {
            consumer.accept(text.value());
        } else if (value instanceof Node.Arr array) {
            array.items().forEach(item -> texts(item, consumer));
        } else if (value instanceof Node.Obj object) {
            for (Node.Member member : object.members()) {
                consumer.accept(member.name());
                texts(member.value(), consumer);
            }
        }
    }
}
