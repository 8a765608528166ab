/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.config;

import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An object of a form: the form itself, a field, an option, a badge or a variant.
 *
 * @param path how messages call it
 */
record Part(Node.Obj object, String path, Findings findings) {
    private static final int LONGEST_KEY = 128;
    private static final Pattern KEY = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]*");

    static boolean isKey(String text) {
        return text.length() <= LONGEST_KEY && KEY.matcher(text).matches();
    }

    /** A key that nobody reads is a typing error in one that somebody would (MAN-202). */
    void refuseUnknown(List<String> known) {
        for (Node.Member member : object.members()) {
            if (!known.contains(member.name())) {
                findings.add(Fault.of(ProblemCode.CONFIG_SCHEMA_UNKNOWN_KEY, Findings.at(member.namePlace(), path))
                        .says("needs the keys of " + path + " to be among " + String.join(", ", known))
                        .found(Quoted.of(member.name()))
                        .near(member.name(), known)
                        .author("correct or remove the key"));
            }
        }
    }

    /** Reads a text that must be there and not be blank. */
    Optional<Node.Text> text(String key, ProblemCode code) {
        Optional<Node.Text> text = object.text(key).filter(value -> !value.isBlank());
        if (text.isEmpty()) {
            report(code, key, "a text that is not blank");
        }
        return text;
    }

    /** Judges a text that may be absent. */
    void optionalText(String key) {
        if (object.get(key).isPresent()) {
            text(key, ProblemCode.CONFIG_SCHEMA_PROPERTY);
        }
    }

    /** Reads one of a few words. */
    void word(String key, List<String> words, ProblemCode code) {
        Optional<Node.Text> text = object.text(key);
        if (text.isEmpty() || !words.contains(text.get().value())) {
            Fault fault =
                    fault(code, key).valid("one of " + String.join(", ", words)).found(found(key));
            findings.add(text.isEmpty() ? fault : fault.near(text.get().value(), words));
        }
    }

    void report(ProblemCode code, String key, String valid) {
        findings.add(fault(code, key).valid(valid).found(found(key)));
    }

    Fault fault(ProblemCode code, String key) {
        return Fault.of(code, Findings.at(object.get(key).map(Node::place).orElse(object.place()), path + "." + key));
    }

    String found(String key) {
        return object.get(key).map(Quoted::of).orElse("nothing");
    }

    /** Returns the array of this key, if it is one. */
    Optional<Node.Arr> array(String key) {
        return object.get(key).filter(Node.Arr.class::isInstance).map(Node.Arr.class::cast);
    }
}
