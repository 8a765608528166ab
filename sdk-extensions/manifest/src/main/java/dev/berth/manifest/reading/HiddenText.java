/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.reading;

import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.ProblemCode;
import java.util.OptionalInt;

/** Looks through every text of the block, and those beside it that people see (MAN-25). */
public final class HiddenText {
    private HiddenText() {}

    /** Judges a value with all that is in it, keys included. */
    public static void judge(Node value, String field, Findings findings) {
        if (value instanceof Node.Text text) {
            judge(text.value(), text.place(), field, findings);
        } else if (value instanceof Node.Arr array) {
            for (int i = 0; i < array.items().size(); i++) {
                judge(array.items().get(i), field + "[" + i + "]", findings);
            }
        } else if (value instanceof Node.Obj object) {
            for (Node.Member member : object.members()) {
                String path = field.isEmpty() ? member.name() : field + "." + member.name();
                judge(member.name(), member.namePlace(), path, findings);
                judge(member.value(), path, findings);
            }
        }
    }

    private static void judge(String text, Place place, String field, Findings findings) {
        OptionalInt hidden = VisibleText.firstHidden(text);
        if (hidden.isPresent()) {
            findings.add(Reading.fault(ProblemCode.TEXT_INVISIBLE, place, shown(field))
                    .valid("text without invisible characters")
                    .found(Quoted.of(text))
                    .fact("codePoint", String.format("U+%04X", hidden.getAsInt()))
                    .author(String.format("remove U+%04X", hidden.getAsInt())));
        }
    }

    private static String shown(String field) {
        String quoted = Quoted.of(field);
        return quoted.substring(1, quoted.length() - 1);
    }
}
