/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.local;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonObject;
import java.util.List;

/** What one check of the doctor found. */
sealed interface Check {
    String name();

    String finding();

    /** All is well. */
    record Good(String name, String finding) implements Check {}

    /** It could not be looked at, and why. */
    record Skipped(String name, String finding) implements Check {}

    /** Something should be mended. */
    record Bad(String name, List<Problem> problems) implements Check {
        Bad(String name, Problem problem) {
            this(name, List.of(problem));
        }

        @Override
        public String finding() {
            return problems.get(0).summary();
        }
    }

    default String result() {
        return switch (this) {
            case Good good -> "ok";
            case Skipped skipped -> "skipped";
            case Bad bad -> bad.problems().stream().anyMatch(Problem::isError) ? "failed" : "warning";
        };
    }

    default JsonObject toJson() {
        return JsonObject.of("check", name(), "result", result(), "finding", finding());
    }
}
