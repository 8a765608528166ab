/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.BootPhase.Policy;
import dev.berth.host.boot.Readiness;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.problem.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BootPhaseTest {
    private static final Problem WARNING =
            Problem.of(ProblemCode.DISK_FULL, "it", "It is nearly full.").severity(Severity.WARNING);
    private static final Problem ERROR = Problem.of(ProblemCode.DISK_FULL, "it", "It is full.");

    private final Boot production = new Boot(Set.of(), RuntimeMode.PRODUCTION);

    @Test
    @DisplayName("LIFE-50 to LIFE-63: the phases have these names, in this order, and these policies")
    void table() {
        assertThat(Arrays.stream(BootPhase.values()).map(phase -> phase + " " + phase.policy()))
                .containsExactly(
                        "store-open FATAL",
                        "journal-recovery FATAL",
                        "engine-wipe FATAL",
                        "trust-refresh RETRYABLE",
                        "verify-store DEGRADED",
                        "bundled-seed RETRYABLE",
                        "engine-load RETRYABLE",
                        "resolve RETRYABLE",
                        "activate RETRYABLE",
                        "required-assert FATAL_IN_PRODUCTION",
                        "closure-report FATAL_IN_PRODUCTION",
                        "dev-fixtures RETRYABLE",
                        "collect-garbage RETRYABLE",
                        "serve FATAL");
    }

    @Test
    @DisplayName("LIFE-64: what may be switched off is said to those who try to switch off another")
    void switches() {
        assertThat(BootPhase.switchable())
                .containsExactly(
                        "trust-refresh",
                        "bundled-seed",
                        "activate",
                        "required-assert",
                        "closure-report",
                        "dev-fixtures",
                        "collect-garbage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify-store", "store-open", "no-such-phase", "", "ACTIVATE"})
    @DisplayName("LIFE-64: a phase that may not be switched off, or is none, is refused with those that may")
    void refused(String name) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> HostRuntime.builder().skip(name))
                .satisfies(thrown -> {
                    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.USAGE_INVALID);
                    assertThat(thrown.problem().fix().operator())
                            .hasValueSatisfying(
                                    fix -> assertThat(fix).contains("trust-refresh, bundled-seed, activate"));
                });
    }

    @ParameterizedTest
    @EnumSource(BootPhase.class)
    @DisplayName("LIFE-50 to LIFE-63: a failure stops the boot exactly where the policy says so")
    void failure(BootPhase phase) {
        boolean stops = phase.policy() == Policy.FATAL || phase.policy() == Policy.FATAL_IN_PRODUCTION;
        assertThat(stops(production, phase)).isEqualTo(stops);
        assertThat(production.report()).extracting(HostStatus.Phase::outcome).containsExactly("failed");

        Boot development = new Boot(Set.of(), RuntimeMode.DEVELOPMENT);
        assertThat(stops(development, phase)).isEqualTo(phase.policy() == Policy.FATAL);
        assertThat(development.report().get(0).problems()).containsExactly(ERROR);
    }

    private static boolean stops(Boot boot, BootPhase phase) {
        try {
            boot.run(phase, () -> {
                throw new ProblemException(ERROR);
            });
            return false;
        } catch (ProblemException e) {
            return true;
        }
    }

    @Test
    @DisplayName("LIFE-59, LIFE-60: an error that is found stops the boot in production, a warning does not")
    void found() {
        production.run(BootPhase.CLOSURE_REPORT, () -> List.of(WARNING));
        assertThat(production.report().get(0).outcome()).isEqualTo("done");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> production.run(BootPhase.REQUIRED_ASSERT, () -> List.of(WARNING, ERROR)))
                .satisfies(thrown -> assertThat(thrown.problems()).containsExactly(ERROR));
        production.run(BootPhase.ACTIVATE, () -> List.of(ERROR));
        assertThat(production.report()).extracting(HostStatus.Phase::outcome).containsExactly("done", "failed", "done");
    }

    @Test
    @DisplayName("LIFE-54: a degraded host is not ready until what is damaged is repaired")
    void degraded() {
        AtomicBoolean damaged = new AtomicBoolean(true);
        production.run(BootPhase.VERIFY_STORE, () -> List.of(ERROR), damaged::get);
        assertThat(production.readiness().ready()).isFalse();
        production.run(BootPhase.SERVE, List::of);
        assertThat(production.readiness()).isEqualTo(new Readiness(false, List.of("verify-store"), List.of()));
        assertThat(production.report().get(0).outcome()).isEqualTo("degraded");
        damaged.set(false);
        assertThat(production.readiness().ready()).isTrue();
    }

    @Test
    @DisplayName("LIFE-64: what is switched off does not run, and is in the report and in readiness")
    void off() {
        Boot boot = new Boot(Set.of("activate"), RuntimeMode.PRODUCTION);
        boot.run(BootPhase.ACTIVATE, () -> {
            throw new AssertionError("It ran");
        });
        boot.run(BootPhase.SERVE, List::of);
        assertThat(boot.report().get(0))
                .isEqualTo(
                        new HostStatus.Phase("activate", "skipped", 0, List.of(), "it is switched off for this start"));
        assertThat(boot.readiness()).isEqualTo(new Readiness(true, List.of(), List.of("activate")));
    }
}
