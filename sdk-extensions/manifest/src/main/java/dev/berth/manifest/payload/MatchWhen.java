/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload;

import dev.berth.manifest.json.Node;
import java.util.List;
import java.util.Optional;

/** When a skill is offered (MAN-180). */
final class MatchWhen {
    private static final String ALWAYS = "always";
    private static final List<String> KEYS = List.of("agent_id", "agent_has_tag");

    private MatchWhen() {}

    /** Finds the rule in front matter: under {@code metadata}, else in its old place (MAN-179). */
    static Optional<Node> find(Node.Obj values) {
        return values.get("metadata")
                .filter(Node.Obj.class::isInstance)
                .flatMap(metadata -> ((Node.Obj) metadata).get("match_when"))
                .or(() -> values.get("match_when"));
    }

    static boolean isValid(Node value) {
        return isAlways(value)
                || (value instanceof Node.Arr rows
                        && !rows.items().isEmpty()
                        && rows.items().stream().allMatch(MatchWhen::isRow));
    }

    private static boolean isRow(Node row) {
        return isAlways(row)
                || (row instanceof Node.Obj object
                        && object.members().size() == 1
                        && KEYS.contains(object.members().get(0).name())
                        && object.members().get(0).value() instanceof Node.Text text
                        && !text.isBlank());
    }

    private static boolean isAlways(Node value) {
        return value instanceof Node.Text text && text.value().equals(ALWAYS);
    }
}
