/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.conformance.policy.ReviewPolicy;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.payload.oas.Component;
import dev.berth.manifest.payload.oas.Flow;
import dev.berth.manifest.payload.oas.OasFile;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One review of one agent. */
record Review(OasFile file, Subject subject, Findings findings) {
    /** So many names are told of a longer list. */
    private static final int SHOWN = 5;

    ReviewPolicy policy() {
        return subject.policy().review();
    }

    Credentials credentials() {
        return new Credentials(policy().credentialPrefixes());
    }

    Node.Obj root() {
        return file.flow().object();
    }

    /** Returns the flow and all that stand in it. */
    Stream<Flow> flows() {
        return file.flow().all();
    }

    Stream<Component> components(String type) {
        return flows().flatMap(flow -> flow.components(type));
    }

    /** Returns what the agent says about itself, under either name of the block. */
    Optional<Node.Obj> metadata() {
        return new Component("", "", root()).metadata();
    }

    /** Hands out every object of the file that is a component, also one that stands inside another. */
    void eachComponent(Consumer<Component> consumer) {
        each("", root(), consumer);
    }

    private static void each(String path, Node node, Consumer<Component> consumer) {
        if (node instanceof Node.Obj object) {
            if (object.text("component_type").isPresent()) {
                consumer.accept(new Component("", path, object));
            }
            object.members().forEach(member -> each(Paths.below(path, member.name()), member.value(), consumer));
        } else if (node instanceof Node.Arr array) {
            for (int i = 0; i < array.items().size(); i++) {
                each(path + "[" + i + "]", array.items().get(i), consumer);
            }
        }
    }

    /** Starts the fault of a rule, which has one code. */
    Fault fault(Rule rule, Place place, String field) {
        return Fault.of(rule.codes().get(0), file.at(place, field));
    }

    void report(Rule rule, Fault fault) {
        findings.add(rule, fault);
    }

    /** Returns a text as a message may show it: not at all, if it holds what looks like a credential. */
    String shown(String text) {
        return credentials().isIn(text) || text.indexOf('@') >= 0 ? "a text that is not shown here" : Quoted.of(text);
    }

    /** Returns a few of many names. */
    String shown(List<String> names) {
        String few =
                String.join(", ", names.stream().limit(SHOWN).map(this::shown).toList());
        return names.size() > SHOWN ? few + " and " + (names.size() - SHOWN) + " more" : few;
    }
}
