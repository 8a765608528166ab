/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.bpmn;

import dev.berth.manifest.json.LocatedJson;
import dev.berth.manifest.json.SyntaxFault;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tasks: what each kind of them needs, its loop, its schedule and its input (MAN-189 to MAN-191). */
final class TaskRules {
    private static final String LOOP = "multiInstanceLoopCharacteristics";
    private static final List<String> KNOWN =
            List.of("documentation", "extensionElements", "incoming", "outgoing", LOOP);
    private static final String APPROVAL = "approval";
    private static final List<String> KINDS = List.of(APPROVAL, "checkpoint");
    private static final Map<String, List<String>> SCHEDULES =
            Map.of("absolute", List.of("at"), "relative", List.of("anchor", "offsetIso8601", "direction"));

    private TaskRules() {}

    static void judge(Element task, Report report) {
        report.needs(task, "id");
        report.needs(task, "name");
        ProcessRules.onlyHolds(task, KNOWN, report);
        task.bpmn(LOOP).forEach(loop -> loop(task, loop, report));
        if (task.name().equals("serviceTask")) {
            Optional<Element> agent = task.extension("agentRef");
            if (agent.filter(ref -> !ref.lacks("package")).isEmpty()) {
                report.structure(agent.orElse(task), task + " to have <agentRef package=\"…\">", "none");
            }
        }
        if (task.name().equals("userTask")) {
            user(task, report);
        }
        task.extension("taskSchedule").ifPresent(schedule -> schedule(schedule, report));
        task.extension("taskInput").ifPresent(input -> input(input, report));
    }

    private static void user(Element task, Report report) {
        Optional<Element> kind = task.extension("taskKind");
        if (kind.isEmpty()) {
            report.structure(task, task + " to have <taskKind value=\"approval\"> or \"checkpoint\"", "none");
            return;
        }
        report.needsWord(kind.get(), "value", KINDS);
        Optional<Element> approval = task.extension("approvalConfig");
        if (kind.get().get("value").equals(APPROVAL)
                && approval.filter(config -> !config.lacks("level")).isEmpty()) {
            report.structure(approval.orElse(task), task + " to have <approvalConfig level=\"…\">", "none");
        }
    }

    private static void schedule(Element schedule, Report report) {
        String mode = schedule.get("mode");
        if (SCHEDULES.containsKey(mode)) {
            SCHEDULES.getOrDefault(mode, List.of()).forEach(attribute -> report.needs(schedule, attribute));
        } else {
            report.needsWord(schedule, "mode", List.of("absolute", "relative"));
        }
    }

    /** A loop goes over what an earlier task made, and over nothing else. */
    private static void loop(Element task, Element loop, Report report) {
        ProcessRules.onlyHolds(loop, List.of("documentation", "extensionElements"), report);
        Optional<Element> source = loop.extension("foreachSource").or(() -> task.extension("foreachSource"));
        if (source.filter(each -> !each.lacks("source") && !each.lacks("as")).isEmpty()) {
            report.report(
                    ProblemCode.BPMN_UNSUPPORTED_CONSTRUCT,
                    source.orElse(loop),
                    "a loop of " + task + " to have <foreachSource source=\"…\" as=\"…\">",
                    source.isPresent() ? "one of the two missing" : "none");
        }
    }

    private static void input(Element input, Report report) {
        LocatedJson.Result json = LocatedJson.read(input.text());
        if (!json.faults().isEmpty() || !input.children().isEmpty()) {
            String found = json.faults().isEmpty()
                    ? "elements in it"
                    : json.faults().stream().map(SyntaxFault::found).findFirst().orElse("");
            report.report(ProblemCode.BPMN_TASK_INPUT, input, "JSON in <taskInput>", found);
        }
    }
}
