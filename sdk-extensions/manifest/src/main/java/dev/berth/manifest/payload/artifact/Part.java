/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.artifact;

import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.reading.Reading;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.Optional;

/**
 * An object of the descriptor.
 *
 * @param path how messages call it
 * @param code what is wrong with it is reported as
 */
record Part(Node.Obj object, String path, ProblemCode code, Reading reading) {
    Part with(ProblemCode other) {
        return new Part(object, path, other, reading);
    }

    /** A key that nobody reads is a typing error in one that somebody would. */
    void refuseUnknown(List<String> keys) {
        for (Node.Member member : object.members()) {
            if (!keys.contains(member.name())) {
                reading.report(Reading.fault(code, member.namePlace(), path)
                        .says("needs the keys of \"" + path + "\" to be among " + String.join(", ", keys))
                        .found(Quoted.of(member.name()))
                        .near(member.name(), keys)
                        .author("correct or remove the key"));
            }
        }
    }

    /** Judges a list of texts that may be absent. */
    void texts(String key) {
        object.get(key).ifPresent(value -> {
            if (value instanceof Node.Arr array) {
                each(key, array);
            } else {
                report(key, value, "an array of texts");
            }
        });
    }

    /** Judges a list of at least one text. */
    void someTexts(String key) {
        Optional<Node> value = object.get(key);
        if (value.orElse(null) instanceof Node.Arr array && !array.items().isEmpty()) {
            each(key, array);
        } else {
            report(key, value.orElse(object), "an array of at least one text");
        }
    }

    private void each(String key, Node.Arr array) {
        for (int i = 0; i < array.items().size(); i++) {
            Node item = array.items().get(i);
            if (!(item instanceof Node.Text text) || text.isBlank()) {
                report(key + "[" + i + "]", item, "a text that is not blank");
            }
        }
    }

    /** Judges a text that must be there. */
    Optional<Node.Text> text(String key) {
        Optional<Node.Text> text = object.text(key).filter(value -> !value.isBlank());
        if (text.isEmpty()) {
            report(key, object.get(key).orElse(object), "a text that is not blank");
        }
        return text;
    }

    /** Reads an object that may be absent. */
    Optional<Part> child(String key) {
        Optional<Node> value = object.get(key);
        if (value.orElse(null) instanceof Node.Obj child) {
            return Optional.of(new Part(child, path + "." + key, code, reading));
        }
        value.ifPresent(other -> report(key, other, "an object"));
        return Optional.empty();
    }

    /** Reports a value, or the whole object where the value is not there. */
    void report(String key, Node value, String valid) {
        reading.report(Reading.fault(code, value.place(), path + "." + key)
                .valid(valid)
                .found(value.equals(object) ? "nothing" : Quoted.of(value)));
    }
}
