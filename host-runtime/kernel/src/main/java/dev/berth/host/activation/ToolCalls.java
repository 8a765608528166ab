/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.host.activation.HookBarrier.Frame;
import dev.berth.host.activation.HookBarrier.Result;
import dev.berth.host.live.Caller;
import dev.berth.host.live.Contribution.Tool;
import dev.berth.host.live.LiveView;
import dev.berth.host.meter.Count;
import dev.berth.host.meter.Meters;
import dev.berth.host.port.mcp.ToolCaller;
import dev.berth.manifest.port.PortProblems;
import dev.berth.manifest.port.ToolInput;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.function.Function;

/** Calls tools through the gate of their revision, so that no call fails because of an update (ENG-33). */
public final class ToolCalls implements ToolCaller {
    private final HookBarrier barrier;
    private final Function<ExtensionId, Deadlines> deadlines;
    private final Meters meters;

    public ToolCalls(HookBarrier barrier, Function<ExtensionId, Deadlines> deadlines, Meters meters) {
        this.barrier = barrier;
        this.deadlines = deadlines;
        this.meters = meters;
    }

    @Override
    public JsonObject call(LiveView view, String name, JsonObject input, Caller caller, int depth) {
        Admitted<Tool> admitted = Admitted.to(() -> view.get()
                .tool(name)
                .filter(found -> found.isVisibleIn(caller.organizationId()))
                .orElseThrow(() -> unknown(view, name, caller)));
        return inside(admitted.contribution(), input, new Frame(caller, depth, false), admitted.leave());
    }

    private JsonObject inside(Tool tool, JsonObject input, Frame frame, Runnable leave) {
        List<String> faults = faults(tool, input, leave);
        if (!faults.isEmpty()) {
            PortProblems owner =
                    new PortProblems(tool.owner().id(), tool.owner().subject());
            throw new ProblemException(new ToolInput(owner).unfit(tool.name(), faults));
        }
        Work work = Work.tool(tool.name(), deadlines.apply(tool.owner().id()).call());
        Result<JsonObject> result = barrier.run(
                tool.owner(), work, frame, () -> ToolInput.shaped(tool.handler().call(input)), leave);
        meters.add(Count.TOOL_CALLS, tool.owner().id());
        if (!(result instanceof Result.Returned<JsonObject>)) {
            meters.add(Count.TOOL_FAILURES, tool.owner().id());
        }
        return switch (result) {
            case Result.Returned<JsonObject>(JsonObject value) -> value;
            case Result.Threw<JsonObject>(Problem problem) -> throw new ProblemException(problem);
            case Result.TimedOut<JsonObject>(Problem problem) -> throw new ProblemException(problem);
            case Result.Stuck<JsonObject>(Problem problem) -> throw new ProblemException(problem);
            case Result.Aborted<JsonObject>(Problem problem) -> throw new ProblemException(problem);
        };
    }

    /** Judges the input; unless it fits, the gate is left, also when the check itself fails. */
    private static List<String> faults(Tool tool, JsonObject input, Runnable leave) {
        boolean fits = false;
        try {
            List<String> faults = tool.check().faults(input);
            fits = faults.isEmpty();
            return faults;
        } finally {
            if (!fits) {
                leave.run();
            }
        }
    }

    private static ProblemException unknown(LiveView view, String name, Caller caller) {
        List<String> names = view.get().tools().stream()
                .filter(tool -> tool.isVisibleIn(caller.organizationId()))
                .map(Tool::name)
                .toList();
        return new ProblemException(ToolInput.unknown(name, names));
    }
}
