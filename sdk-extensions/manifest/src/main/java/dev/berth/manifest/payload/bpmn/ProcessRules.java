/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.bpmn;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The process: which elements it may have, its events, and that each has an id of its own (MAN-188, MAN-189). */
final class ProcessRules {
    static final List<String> TASKS = List.of("userTask", "serviceTask", "manualTask", "sendTask");
    static final String GATEWAY = "parallelGateway";
    static final String FLOW = "sequenceFlow";

    private static final String START = "startEvent";
    private static final String END = "endEvent";
    private static final List<String> KNOWN = List.of(
            START,
            END,
            "userTask",
            "serviceTask",
            "manualTask",
            "sendTask",
            GATEWAY,
            FLOW,
            "documentation",
            "extensionElements");
    private static final List<String> IN_EVENT = List.of("documentation", "extensionElements", "incoming", "outgoing");

    private ProcessRules() {}

    static void judge(Element process, Report report) {
        Map<String, Element> byId = new HashMap<>();
        for (Element child : process.children()) {
            if (!child.isBpmn() || !KNOWN.contains(child.name())) {
                report.unsupported(child, "<process>", KNOWN);
            }
            Element first = child.lacks("id") ? null : byId.putIfAbsent(child.get("id"), child);
            if (first != null) {
                report.structure(child, "each id once", child + " after " + first);
            }
            judgeChild(child, report);
        }
        events(process, report);
        FlowRules.judge(process, byId, report);
        PlaceholderRules.judge(process, report);
    }

    private static void judgeChild(Element child, Report report) {
        if (child.isBpmn() && TASKS.contains(child.name())) {
            TaskRules.judge(child, report);
        } else if (child.isBpmn(START) || child.isBpmn(END)) {
            event(child, report);
        } else if (child.isBpmn(GATEWAY)) {
            onlyHolds(child, IN_EVENT, report);
        }
    }

    private static void events(Element process, Report report) {
        List<Element> starts = process.bpmn(START).toList();
        if (starts.isEmpty()) {
            report.structure(process, "exactly one <startEvent>", "none");
        }
        starts.stream()
                .skip(1)
                .forEach(extra -> report.structure(extra, "exactly one <startEvent>", "another one, " + extra));
        if (process.bpmn(END).findAny().isEmpty()) {
            report.structure(process, "at least one <endEvent>", "none");
        }
    }

    private static void event(Element event, Report report) {
        for (Element child : event.children()) {
            if (child.isBpmn() && child.name().toLowerCase(Locale.ROOT).contains("eventdefinition")) {
                report.structure(child, event + " without an event definition", child.toString());
            } else if (!child.isBpmn() || !IN_EVENT.contains(child.name())) {
                report.unsupported(child, event.toString(), IN_EVENT);
            }
        }
    }

    static void onlyHolds(Element owner, List<String> known, Report report) {
        owner.children().stream()
                .filter(child -> !child.isBpmn() || !known.contains(child.name()))
                .forEach(child -> report.unsupported(child, owner.toString(), known));
    }
}
