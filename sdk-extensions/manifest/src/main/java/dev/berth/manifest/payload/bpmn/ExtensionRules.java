/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.bpmn;

import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;

/** What stands below {@code extensionElements}, wherever that stands: elements of the profile alone (MAN-187). */
final class ExtensionRules {
    private static final List<String> KNOWN = List.of(
            "workflowMeta",
            "placeholders",
            "taskKind",
            "approvalConfig",
            "agentRef",
            "taskInput",
            "taskSchedule",
            "taskPolicy",
            "messageBody",
            "foreachSource",
            "transitionOutcome");

    private ExtensionRules() {}

    /** Walks the whole document, which is as deep as its reader allows. */
    static void judge(Element element, Report report) {
        for (Element child : element.children()) {
            if (element.isBpmn("extensionElements")) {
                extension(child, report);
            } else {
                judge(child, report);
            }
        }
    }

    private static void extension(Element element, Report report) {
        if (!element.isProfile()) {
            report.report(
                    ProblemCode.BPMN_PARSE,
                    element,
                    "extensions of the namespace https://berth.dev/schema/bpmn/profile-1.0",
                    element + (element.namespace().isEmpty() ? " of none" : " of " + Quoted.of(element.namespace())));
        } else if (!KNOWN.contains(element.name())) {
            report.unsupported(element, "<extensionElements>", KNOWN);
        }
    }
}
