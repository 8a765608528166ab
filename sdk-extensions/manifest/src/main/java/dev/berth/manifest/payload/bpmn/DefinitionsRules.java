/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.bpmn;

import java.util.List;

/** The root of the document: one process and nothing else (MAN-188). */
final class DefinitionsRules {
    private DefinitionsRules() {}

    static void judge(Element root, Report report) {
        if (!root.isBpmn("definitions")) {
            report.structure(root, "the root <definitions> of BPMN 2.0", root.toString());
            return;
        }
        List<Element> processes = root.bpmn("process").toList();
        root.children().stream()
                .filter(child -> !child.isBpmn("process"))
                .forEach(child ->
                        report.structure(child, "exactly one <process> and nothing else in the root", "" + child));
        if (processes.isEmpty()) {
            report.structure(root, "exactly one <process> in the root", "none");
        }
        processes.stream()
                .skip(1)
                .forEach(
                        extra -> report.structure(extra, "exactly one <process> in the root", "another one, " + extra));
        ExtensionRules.judge(root, report);
        for (Element process : processes) {
            ProcessRules.judge(process, report);
        }
    }
}
