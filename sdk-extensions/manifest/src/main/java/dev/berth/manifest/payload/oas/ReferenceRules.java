/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.oas;

import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.payload.PayloadFile;
import dev.berth.sdk.problem.ProblemCode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** References of a flow, each to a component of that very flow (MAN-159). */
final class ReferenceRules {
    /** So many names are compared with one that resolves to none. */
    private static final int COMPARED = 100;

    private final Set<String> known = new LinkedHashSet<>();
    private final List<String> compared;
    private final PayloadFile file;

    private ReferenceRules(Node.Obj flow, PayloadFile file) {
        this.file = file;
        if (flow.get(Flow.COMPONENTS).orElse(null) instanceof Node.Obj named) {
            named.members().forEach(member -> known.add(member.name()));
        }
        compared = known.stream().limit(COMPARED).toList();
    }

    static void judge(Flow flow, PayloadFile file) {
        ReferenceRules rules = new ReferenceRules(flow.object(), file);
        flow.object().members().forEach(member -> rules.walk(member.value(), Flow.below(flow.path(), member.name())));
    }

    /** Looks at everything but the flows in it, which have their own names. */
    private void walk(Node node, String path) {
        if (node instanceof Node.Arr array) {
            for (int i = 0; i < array.items().size(); i++) {
                walk(array.items().get(i), path + "[" + i + "]");
            }
        } else if (node instanceof Node.Obj object && !Flow.isFlow(node)) {
            for (Node.Member member : object.members()) {
                if (member.name().equals(Flow.REF)) {
                    resolve(member.value(), path);
                } else {
                    walk(member.value(), Flow.below(path, member.name()));
                }
            }
        }
    }

    private void resolve(Node ref, String path) {
        if (ref instanceof Node.Text text && known.contains(text.value())) {
            return;
        }
        Fault fault = file.fault(ProblemCode.OAS_REF_UNRESOLVED, ref.place(), path)
                .says("needs every reference to name a component of its own flow")
                .found(Quoted.of(ref))
                .author("name a component of this flow; it does not see those of the flows around it");
        file.report(ref instanceof Node.Text text ? fault.near(text.value(), compared) : fault);
    }
}
