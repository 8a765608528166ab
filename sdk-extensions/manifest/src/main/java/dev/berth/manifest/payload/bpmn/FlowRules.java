/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.bpmn;

import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The flows of a process, one by one and as a graph (MAN-189, MAN-190). */
final class FlowRules {
    private static final List<String> KNOWN = List.of("documentation", "extensionElements");

    private final Map<String, Element> byId;
    private final Report report;
    private final Map<String, List<String>> graph = new LinkedHashMap<>();
    private final Map<List<String>, Element> between = new HashMap<>();

    private FlowRules(Map<String, Element> byId, Report report) {
        this.byId = byId;
        this.report = report;
    }

    static void judge(Element process, Map<String, Element> byId, Report report) {
        FlowRules rules = new FlowRules(byId, report);
        process.bpmn(ProcessRules.FLOW).forEach(rules::flow);
        TaskCycles.of(rules.graph).forEach(cycle -> {
            Element first = byId.getOrDefault(cycle.get(0), process);
            report.structure(first, "tasks that do not wait for themselves", "the cycle " + shown(cycle));
        });
    }

    private static String shown(List<String> cycle) {
        return String.join(" -> ", cycle.stream().map(Quoted::of).toList());
    }

    private void flow(Element flow) {
        ProcessRules.onlyHolds(flow, KNOWN, report);
        boolean leaves = end(flow, "sourceRef");
        boolean enters = end(flow, "targetRef");
        if (!leaves || !enters) {
            return;
        }
        String source = flow.get("sourceRef");
        String target = flow.get("targetRef");
        graph.computeIfAbsent(source, id -> new ArrayList<>()).add(target);
        outcome(flow, source, target);
    }

    private boolean end(Element flow, String attribute) {
        String id = flow.get(attribute);
        if (byId.containsKey(id) && !byId.get(id).isBpmn(ProcessRules.FLOW)) {
            return true;
        }
        report.file()
                .report(report.fault(ProblemCode.BPMN_STRUCTURE, flow)
                        .says("needs \"" + attribute + "\" of " + flow + " to name an element of the process")
                        .found(id.isEmpty() ? "nothing" : Quoted.of(id))
                        .near(id, byId.keySet().stream().sorted().limit(100).toList()));
        return false;
    }

    private void outcome(Element flow, String source, String target) {
        boolean fromTask = isTask(source);
        flow.extension("transitionOutcome")
                .filter(outcome -> !fromTask)
                .ifPresent(outcome -> report.report(
                        ProblemCode.BPMN_UNSUPPORTED_CONSTRUCT,
                        outcome,
                        "<transitionOutcome> only on flows that leave a task",
                        "it on " + flow + ", which leaves " + byId.get(source)));
        if (!fromTask || !isTask(target)) {
            return;
        }
        Element other = between.putIfAbsent(List.of(source, target), flow);
        if (other != null && !outcome(flow).equals(outcome(other))) {
            report.structure(
                    flow,
                    "flows between the same two tasks to have the same outcome",
                    Quoted.of(outcome(flow)) + " beside " + Quoted.of(outcome(other)));
        }
    }

    private static String outcome(Element flow) {
        return flow.extension("transitionOutcome")
                .map(outcome -> outcome.get("outcome"))
                .orElse("");
    }

    private boolean isTask(String id) {
        return byId.containsKey(id)
                && byId.get(id).isBpmn()
                && ProcessRules.TASKS.contains(byId.get(id).name());
    }
}
