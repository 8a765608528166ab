/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import static dev.berth.host.BootPhase.Policy.DEGRADED;
import static dev.berth.host.BootPhase.Policy.FATAL;
import static dev.berth.host.BootPhase.Policy.FATAL_IN_PRODUCTION;
import static dev.berth.host.BootPhase.Policy.RETRYABLE;

import dev.berth.manifest.finding.NearMisses;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The phases of a boot in their order, what their failure means, and whether they may be switched off (LIFE-50 to LIFE-63). */
enum BootPhase {
    STORE_OPEN(FATAL, Switch.FIXED),
    JOURNAL_RECOVERY(FATAL, Switch.FIXED),
    ENGINE_WIPE(FATAL, Switch.FIXED),
    TRUST_REFRESH(RETRYABLE, Switch.OPTIONAL),
    VERIFY_STORE(DEGRADED, Switch.FIXED),
    BUNDLED_SEED(RETRYABLE, Switch.OPTIONAL),
    ENGINE_LOAD(RETRYABLE, Switch.FIXED),
    RESOLVE(RETRYABLE, Switch.FIXED),
    ACTIVATE(RETRYABLE, Switch.OPTIONAL),
    REQUIRED_ASSERT(FATAL_IN_PRODUCTION, Switch.OPTIONAL),
    CLOSURE_REPORT(FATAL_IN_PRODUCTION, Switch.OPTIONAL),
    /** Its policy is that it runs in development only. */
    DEV_FIXTURES(RETRYABLE, Switch.OPTIONAL),
    COLLECT_GARBAGE(RETRYABLE, Switch.OPTIONAL),
    SERVE(FATAL, Switch.FIXED);

    /** What the failure of a phase means. */
    enum Policy {
        /** The boot stops. */
        FATAL,
        /** In production an error stops the boot; in development it is recorded. */
        FATAL_IN_PRODUCTION,
        /** It is recorded and tried at the next boot. */
        RETRYABLE,
        /** It is recorded durably, and the host is not ready until it is repaired. */
        DEGRADED
    }

    /** Whether the operator may switch a phase off. */
    enum Switch {
        FIXED,
        OPTIONAL
    }

    private final Policy policy;
    private final Switch onOff;

    BootPhase(Policy policy, Switch onOff) {
        this.policy = policy;
        this.onOff = onOff;
    }

    /** Returns what its failure means. */
    Policy policy() {
        return policy;
    }

    /** Returns the names of those that may be switched off, in order. */
    static List<String> switchable() {
        return Arrays.stream(values())
                .filter(phase -> phase.onOff == Switch.OPTIONAL)
                .map(BootPhase::toString)
                .toList();
    }

    /**
     * Refuses a name that is not one of a phase that may be switched off.
     *
     * @throws ProblemException {@code usage-invalid}, which says which may
     */
    static String requireSwitchable(String name) {
        List<String> optional = switchable();
        if (optional.contains(name)) {
            return name;
        }
        boolean known =
                Arrays.stream(values()).anyMatch(phase -> phase.toString().equals(name));
        throw new ProblemException(Problem.of(
                        ProblemCode.USAGE_INVALID,
                        "the boot",
                        "The boot needs the name of a phase that may be skipped; found "
                                + (known ? "\"" + name + "\", which may not be" : "\"" + name + "\", which is no phase")
                                + "." + (known ? "" : NearMisses.question(name, optional))
                                + " The host did not start.")
                .operator("skip only these: " + String.join(", ", optional) + "."));
    }

    /** Returns the name in reports, {@code store-open}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
