/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.actions.PortAction;
import dev.berth.conformance.actions.PortActions;
import dev.berth.conformance.host.SimpleHost.Fault;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Blame;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A host that does all right passes; each way to get one thing wrong is found, by the check of its rule. */
class HostChecksTest {
    private static final Duration AMPLE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    static Path work;

    private static HostChecks checks(Fault fault) {
        return new HostChecks(() -> new SimpleHost(fault), work, fault == Fault.NONE ? AMPLE : SHORT);
    }

    @TestFactory
    @DisplayName("A host that is not ours, and does what the rules ask, passes every check")
    Stream<DynamicTest> rightHost() {
        return checks(Fault.NONE).all().stream()
                .map(check -> DynamicTest.dynamicTest(
                        check.toString(), () -> assertThat(check.run()).isEmpty()));
    }

    @ParameterizedTest
    @CsvSource({
        "GRANTS_SETTINGS_TO_ALL, GATE-136, host-grant-leak",
        "REFUSES_WHAT_IS_GRANTED, PORT-11, probe-failed",
        "FORGETS_REVOCATIONS, PORT-53, host-grant-leak",
        "BOOTSTRAPS_AT_ONCE, LIFE-23, probe-failed",
        "ORDERS_BY_NAME, LIFE-23, probe-failed",
        "NEVER_INTERRUPTS, LIFE-26, probe-failed",
        "DESTROYS_TWICE, LIFE-32, hooks-not-idempotent",
        "FORGETS_DESTROY, LIFE-32, hooks-not-idempotent",
        "KEEPS_WHAT_FAILED, LIFE-28, destroy-leaks",
        "KEEPS_TOOLS, LIFE-108, destroy-leaks",
        "KEEPS_PROVIDERS, LIFE-108, destroy-leaks",
        "KEEPS_LOADERS, LIFE-108, destroy-leaks",
        "SERVES_THE_OLD_VERSION, LIFE-98, probe-failed",
        "LOSES_THE_OLD_VERSION, LIFE-98, probe-failed"
    })
    @DisplayName("GATE-136, LIFE-23 to LIFE-108: a host that gets one thing wrong is found out")
    void wrongHost(Fault fault, String rule, String code) {
        Set<String> codes = checks(fault).all().stream()
                .filter(check -> check.rule().equals(rule))
                .flatMap(check -> check.run().stream())
                .map(problem -> problem.code().toString())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(codes).contains(code);
    }

    @Test
    @DisplayName("GATE-136, GATE-163: a leak is blamed on the host, and says which method answered what")
    void words() {
        Problem leak = checks(Fault.GRANTS_SETTINGS_TO_ALL).all().stream()
                .filter(check -> check.name().startsWith("nothing granted"))
                .flatMap(check -> check.run().stream())
                .findFirst()
                .orElseThrow();
        assertThat(leak.blame()).isEqualTo(Blame.HOST);
        assertThat(leak.summary())
                .isEqualTo("The host under test needs to refuse settings.delete(String) with port-not-granted while the"
                        + " port is not granted; found ok. It does not conform.");
    }

    @Test
    @DisplayName("PORT-1, PORT-9: the table of actions has every method of every port")
    void table() {
        ExtensionId self = ExtensionId.of("@conformance/table-connector");
        assertThat(PortActions.all(self)).extracting(PortAction::port).containsAll(Arrays.asList(PortName.values()));
        assertThat(Stream.concat(PortActions.all(self).stream(), PortActions.bad(self).stream()))
                .extracting(action -> action.port() + "." + action.text())
                .doesNotHaveDuplicates();
    }
}
