/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonString;
import java.util.List;
import java.util.Optional;

/**
 * What results of hooks mean (LIFE-37 to LIFE-39).
 *
 * @param subject how people call the extension
 */
public record HookProblems(ExtensionId id, String subject) {
    /** What did not happen when a hook on the way up failed. */
    public static final String NOT_ACTIVATED =
            "It was not activated and nothing of it is registered; the other extensions run.";

    /** A hook failed. */
    public static Thrown failed(String subject, String hook, String effect) {
        return new Thrown(ProblemCode.HOOK_FAILED, subject, hook, effect);
    }

    /** The config gate is closed. */
    public Problem closed(boolean enabled) {
        return Problem.of(
                enabled ? ProblemCode.CONFIG_RESOLVE_FALSE : ProblemCode.CONFIG_DISABLED,
                subject,
                subject + " chose not to be active "
                        + (enabled ? "beside the extensions of this host" : "on this host")
                        + ". Nothing of it is registered; the other extensions run.");
    }

    /** A hook that failed only because nobody has decided on a port waits; it did not fail. */
    public Optional<Problem> waits(Problem failed) {
        Optional<JsonString> pending = Optional.of(new JsonString(Ungranted.PENDING.toString()));
        return failed.causes().stream()
                .filter(cause -> cause.code() == ProblemCode.PORT_NOT_GRANTED
                        && cause.facts().get("reason").equals(pending))
                .findFirst()
                .map(this::pending);
    }

    private Problem pending(Problem refusal) {
        String port = refusal.facts().string("port").orElse("");
        return Problem.of(
                        ProblemCode.GRANT_PENDING,
                        subject,
                        subject + " waits for a decision about the port \"" + port
                                + "\". It is installed and not active; it activates by itself when the port is granted.")
                .fact("port", port)
                .operator("berth grant " + id + " " + port)
                .causes(List.of(refusal));
    }
}
