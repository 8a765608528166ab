/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.lifecycle.Command.Confirmation;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a deletion was asked for in as many words as it takes: a reason, the version, and that it destroys (LIFE-115). */
record Confirmed(InstalledExtension row, Confirmation said) {
    private static final int LONGEST = 500;

    Optional<Problem> refusal() {
        List<String> missing = new ArrayList<>();
        String version = row.manifest().version().toString();
        if (said.reason().filter(Confirmed::isText).isEmpty()) {
            missing.add("a reason of 1 to " + LONGEST + " characters on one line; found "
                    + said.reason()
                            .map(text -> text.isBlank() ? "a blank one" : "another text")
                            .orElse("none"));
        }
        if (!said.version().equals(Optional.of(version))) {
            missing.add("its version " + version + "; found "
                    + said.version().map(Confirmed::shown).orElse("none"));
        }
        if (!said.confirmDestructive()) {
            missing.add("the confirmation that this destroys; found none");
        }
        String subject = row.current().subject();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.of(
                                ProblemCode.CONFIRMATION_REQUIRED,
                                subject,
                                "Deleting " + subject + " by force needs " + String.join("; it needs ", missing)
                                        + ". Nothing was deleted.")
                        .fact("version", version)
                        .fact("missing", missing)
                        .operator("repeat it with all of them: berth force-delete " + row.id() + " --version " + version
                                + " --reason TEXT --confirm-destructive"));
    }

    private static boolean isText(String text) {
        return !text.isBlank() && text.length() <= LONGEST && text.codePoints().noneMatch(Confirmed::isUnprintable);
    }

    private static boolean isUnprintable(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static String shown(String text) {
        return text.length() <= 40 && isText(text) ? "\"" + text + "\"" : "another text";
    }
}
