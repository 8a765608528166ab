/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.local;

import dev.berth.host.cli.client.ProblemReader;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Optional;

/** Checks the JDK, and how the running host is guarded by its own. */
final class JvmChecks {
    private static final int LEAST = 21;
    /** From here on a JVM can be told to refuse native code and Unsafe. */
    private static final int DENIES = 24;

    private static final String GUARD = "host JVM";

    private JvmChecks() {}

    static Check jdk() {
        Runtime.Version version = Runtime.version();
        String found =
                "JDK " + version + ", " + System.getProperty("java.vendor") + ", " + System.getProperty("java.home");
        if (version.feature() >= DENIES) {
            return new Check.Good("jdk", found);
        }
        return new Check.Bad(
                "jdk",
                Problem.of(
                                ProblemCode.JVM_UNGUARDED,
                                "the JDK",
                                "The JDK of Berth is " + version.feature() + " (" + LEAST
                                        + " or later is needed), but only JDK " + DENIES
                                        + " and later can refuse native code and Unsafe to extensions.")
                        .operator("install a newer JDK; berth takes the newest it finds."));
    }

    /** Tells which ways around its layers the host found open when it started (ENG-9). */
    static Check guard(JsonObject status) {
        Optional<JsonObject> guard =
                status.get("guard").filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
        if (guard.isEmpty()) {
            return new Check.Skipped(GUARD, "this host does not say how its JVM is guarded");
        }
        List<Problem> problems = ProblemReader.list(guard.get(), "problems");
        return problems.isEmpty()
                ? new Check.Good(GUARD, "native code, Unsafe, agents and deserialisation are refused to extensions")
                : new Check.Bad(GUARD, problems);
    }
}
