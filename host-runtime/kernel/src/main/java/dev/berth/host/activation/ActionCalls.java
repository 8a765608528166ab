/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.host.activation.HookBarrier.Frame;
import dev.berth.host.activation.HookBarrier.Result;
import dev.berth.host.live.Caller;
import dev.berth.host.live.Contribution.Action;
import dev.berth.host.live.LiveView;
import dev.berth.host.meter.Count;
import dev.berth.host.meter.Meters;
import dev.berth.host.port.ui.ActionCaller;
import dev.berth.host.port.ui.Ui;
import dev.berth.manifest.port.ToolInput;
import dev.berth.sdk.port.ActionFailedException;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls actions through the gate of their revision, like tools; only what their author meant for the caller is told (PORT-101). */
public final class ActionCalls implements ActionCaller {
    private static final Logger LOG = LoggerFactory.getLogger(ActionCalls.class);
    private static final int LONGEST_TEXT = 2000;

    private final HookBarrier barrier;
    private final Function<ExtensionId, Deadlines> deadlines;
    private final Meters meters;

    /** Calls within this barrier and these deadlines, and counts. */
    public ActionCalls(HookBarrier barrier, Function<ExtensionId, Deadlines> deadlines, Meters meters) {
        this.barrier = barrier;
        this.deadlines = deadlines;
        this.meters = meters;
    }

    /** What a handler answered: a value, or the text of an {@link ActionFailedException}. */
    private sealed interface Answer {
        record Done(JsonObject value) implements Answer {}

        record Failed(String text) implements Answer {}
    }

    @Override
    public JsonObject call(LiveView view, ExtensionId owner, String id, JsonObject input, Caller caller) {
        Admitted<Action> admitted = Admitted.to(() -> view.get()
                .find(owner, Action.slot(id), Action.class)
                .filter(found -> found.isVisibleIn(caller.organizationId()))
                .orElseThrow(Ui::notFound));
        Action action = admitted.contribution();
        Result<Answer> result = barrier.run(
                action.owner(),
                Work.action(id, deadlines.apply(action.owner().id()).call()),
                new Frame(caller, 0, false),
                () -> answer(action, input),
                admitted.leave());
        meters.add(Count.ACTION_CALLS, owner);
        if (!(result instanceof Result.Returned<Answer>(Answer.Done done))) {
            meters.add(Count.ACTION_FAILURES, owner);
        }
        return switch (result) {
            case Result.Returned<Answer>(Answer.Done(JsonObject value)) -> value;
            case Result.Returned<Answer>(Answer.Failed(String text)) -> throw told(action, text);
            case Result.Threw<Answer>(Problem problem) -> throw hidden(action, problem);
            case Result.TimedOut<Answer>(Problem problem) -> throw hidden(action, problem);
            case Result.Stuck<Answer>(Problem problem) -> throw hidden(action, problem);
            case Result.Aborted<Answer>(Problem problem) -> throw new ProblemException(problem);
        };
    }

    private static Answer answer(Action action, JsonObject input) throws Exception {
        try {
            return new Answer.Done(ToolInput.shaped(action.handler().call(input)));
        } catch (ActionFailedException e) {
            String text = e.getMessage();
            if (text == null || text.isBlank()) {
                throw e;
            }
            return new Answer.Failed(text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text);
        }
    }

    private static ProblemException told(Action action, String text) {
        return new ProblemException(
                Problem.of(ProblemCode.ACTION_FAILED, action.owner().subject(), text));
    }

    private static ProblemException hidden(Action action, Problem problem) {
        String reference = UUID.randomUUID().toString();
        LOG.warn("Reference {}: {} {}", reference, problem.text(), problem.facts());
        return new ProblemException(Problem.of(
                        ProblemCode.ACTION_FAILED,
                        action.owner().subject(),
                        action.owner().subject() + " failed in the action \"" + action.id()
                                + "\"; why stands in the host's log. The extension and its other actions still run.")
                .fact("reference", reference)
                .operator("look for " + reference + " in logs/berth.log in the host's home."));
    }
}
