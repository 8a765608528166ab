/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.lifecycle.Command;
import dev.berth.host.namespace.NamespaceRules;
import dev.berth.sdk.problem.ProblemCode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host may be called, on a real one (LIFE-155 to LIFE-157). */
final class NamespaceIT {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES = Set.of(
            ProblemCode.NAMESPACE_REQUIRED,
            ProblemCode.NAMESPACE_FORMAT,
            ProblemCode.NAMESPACE_RESERVED,
            ProblemCode.NAMESPACE_FROZEN);

    @TempDir
    Path home;

    private TestHost start() {
        return TestHost.start(
                home,
                builder -> builder.namespaces(
                        new NamespaceRules(new TreeSet<>(), new TreeSet<>(), Optional.of("names@acme.example"))));
    }

    private void refused(TestHost host, ProblemCode code, String name) {
        Golden.judge(code, HostProblemsIT.refusal(() -> host.apply(new Command.ChooseNamespace(name))), home);
    }

    @Test
    @DisplayName(
            "LIFE-S41, GATE-172: blank, of another form, reserved; one that is fine is kept, also by a restart, and frozen")
    void named() {
        try (TestHost host = start()) {
            refused(host, ProblemCode.NAMESPACE_REQUIRED, "");
            refused(host, ProblemCode.NAMESPACE_FORMAT, "ACME_Corp");
            refused(host, ProblemCode.NAMESPACE_RESERVED, "b3rth-labs");
            assertThat(host.runtime().status().namespace()).isEmpty();
            host.apply(new Command.ChooseNamespace("Acme "));
        }
        try (TestHost host = start()) {
            assertThat(host.runtime().status().namespace()).isEqualTo("acme");
            refused(host, ProblemCode.NAMESPACE_FROZEN, "other");
            assertThat(host.runtime().firstBrokenAudit()).isEmpty();
        }
    }
}
