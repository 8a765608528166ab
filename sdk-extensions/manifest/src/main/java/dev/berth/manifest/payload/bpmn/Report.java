/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.bpmn;

import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.payload.PayloadFile;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;

/** Takes what the rules find in the document. */
record Report(PayloadFile file) {
    /** Says that something is not built as the profile asks. */
    void structure(Element at, String needs, String found) {
        report(ProblemCode.BPMN_STRUCTURE, at, needs, found);
    }

    /** Says that the profile does not have what stands there. */
    void unsupported(Element at, String owner, List<String> known) {
        file.report(fault(ProblemCode.BPMN_UNSUPPORTED_CONSTRUCT, at)
                .says("needs " + owner + " to hold only " + String.join(", ", known))
                .found(at.toString())
                .near(at.name(), known)
                .author("replace the element by one of them"));
    }

    void report(ProblemCode code, Element at, String needs, String found) {
        file.report(fault(code, at).says("needs " + needs).found(found));
    }

    /** Says that an attribute is missing or blank. */
    void needs(Element at, String attribute) {
        if (at.lacks(attribute)) {
            structure(at, at + " to have \"" + attribute + "\"", "nothing");
        }
    }

    /** Says that an attribute is none of a few words. */
    void needsWord(Element at, String attribute, List<String> words) {
        String word = at.get(attribute);
        if (!words.contains(word)) {
            file.report(fault(ProblemCode.BPMN_STRUCTURE, at)
                    .says("needs \"" + attribute + "\" of " + at + " to be one of " + String.join(", ", words))
                    .found(word.isEmpty() ? "nothing" : Quoted.of(word))
                    .near(word, words));
        }
    }

    Fault fault(ProblemCode code, Element at) {
        return file.fault(code, at.place(), PayloadFile.shown(at.lacks("id") ? at.name() : at.get("id")));
    }
}
