/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.oas;

import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.payload.PayloadFile;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.Optional;

/**
 * An object of the file while its form is judged.
 *
 * @param path how messages call it, empty for the root
 */
record Part(Node.Obj object, String path, PayloadFile file) {
    /** Reports a text that is not there or is blank. */
    void needsText(String key) {
        if (object.text(key).filter(text -> !text.isBlank()).isEmpty()) {
            report(key, "a text that is not blank");
        }
    }

    /** Reports a text that is none of a few words. */
    void needsWord(String key, List<String> words) {
        Optional<Node.Text> text = object.text(key);
        if (text.isEmpty() || !words.contains(text.get().value())) {
            Fault fault = fault(key)
                    .valid(words.size() == 1 ? Quoted.of(words.get(0)) : "one of " + String.join(", ", words))
                    .found(found(key));
            file.report(text.isEmpty() ? fault : fault.near(text.get().value(), words));
        }
    }

    /** Reports a value that is there and is not an array, and if it must be there, its absence. */
    void needsArray(String key, boolean required) {
        Optional<Node> value = object.get(key);
        if (value.isEmpty() ? required : !(value.get() instanceof Node.Arr)) {
            report(key, "an array");
        }
    }

    /** Reports what is no reference to a component. */
    void needsReference(String key) {
        if (!(object.get(key).orElse(null) instanceof Node.Obj ref)
                || ref.text(Flow.REF).filter(text -> !text.isBlank()).isEmpty()) {
            report(key, "a reference, {\"" + Flow.REF + "\": …}");
        }
    }

    void report(String key, String valid) {
        file.report(fault(key).valid(valid).found(found(key)));
    }

    Fault fault(String key) {
        return file.fault(
                ProblemCode.OAS_STRUCTURE,
                object.get(key).map(Node::place).orElse(object.place()),
                path.isEmpty() ? key : path + "." + key);
    }

    private String found(String key) {
        return object.get(key).map(Quoted::of).orElse("nothing");
    }
}
