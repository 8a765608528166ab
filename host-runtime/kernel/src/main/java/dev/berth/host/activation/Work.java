/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.sdk.problem.ProblemCode;
import java.time.Duration;

/**
 * A kind of call into extension code: how it is named, how long it may take, and which problems it ends in.
 *
 * @param name as people know it: {@code register}, {@code tool "hello_greet"}
 * @param spent how much of the limit is gone before it begins
 * @param effect what did not happen when it failed
 * @param stuckEffect what it means that it cannot be ended
 */
record Work(
        String name,
        Duration limit,
        Duration spent,
        ProblemCode failed,
        ProblemCode timedOut,
        String effect,
        String stuckEffect) {
    /** What is made before any hook can run; {@code construct} where programs read it (LIFE-36). */
    private static final String CONSTRUCTOR = "its constructor";

    static Work constructor(Duration limit, String effect) {
        return hook(CONSTRUCTOR, limit, effect);
    }

    static Work hook(String name, Duration limit, String effect) {
        return new Work(
                name,
                limit,
                Duration.ZERO,
                ProblemCode.HOOK_FAILED,
                ProblemCode.HOOK_TIMEOUT,
                effect,
                "It is quarantined until the host restarts; the other extensions run.");
    }

    /** Returns what programs know it by. */
    String hook() {
        return name.equals(CONSTRUCTOR) ? "construct" : name;
    }

    /** Returns the same with less time, since what came before counts to its limit. */
    Work after(Duration before) {
        return new Work(name, limit, before, failed, timedOut, effect, stuckEffect);
    }

    /** Returns how long may be waited for it. */
    Duration left() {
        return limit.minus(spent).isNegative() ? Duration.ZERO : limit.minus(spent);
    }

    static Work tool(String name, Duration limit) {
        return new Work(
                "tool \"" + name + "\"",
                limit,
                Duration.ZERO,
                ProblemCode.TOOL_FAILED,
                ProblemCode.TOOL_TIMEOUT,
                "The extension and its other tools still run.",
                "The call was given up and its thread runs on; the extension and its other tools still run.");
    }

    static Work action(String id, Duration limit) {
        return new Work(
                "action \"" + id + "\"",
                limit,
                Duration.ZERO,
                ProblemCode.ACTION_FAILED,
                ProblemCode.ACTION_FAILED,
                "The extension and its other actions still run.",
                "The call was given up and its thread runs on; the extension and its other actions still run.");
    }

    static Work job(String name, Duration limit) {
        return new Work(
                "job \"" + name + "\"",
                limit,
                Duration.ZERO,
                ProblemCode.JOB_FAILED,
                ProblemCode.JOB_TIMEOUT,
                "The attempt counts; the extension and its other jobs still run.",
                "The attempt was given up and its thread runs on; the extension and its other jobs still run.");
    }
}
