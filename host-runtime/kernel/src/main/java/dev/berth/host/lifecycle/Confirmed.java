/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.audit.AuditEvent;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.lifecycle.Command.Confirmation;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a deletion was asked for in as many words as it takes: a reason, the version, and that it destroys (LIFE-115). */
record Confirmed(InstalledExtension row, Confirmation said) {
    Optional<Problem> refusal() {
        List<String> missing = new ArrayList<>();
        String version = row.manifest().version().toString();
        if (said.reason().filter(AuditEvent::isReason).isEmpty()) {
            missing.add("a reason of 1 to " + AuditEvent.LONGEST_REASON + " characters on one line; found "
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

    private static String shown(String text) {
        return text.length() <= 40 && AuditEvent.isReason(text) ? "\"" + text + "\"" : "another text";
    }
}
