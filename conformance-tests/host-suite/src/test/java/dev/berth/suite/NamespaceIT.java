/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.DatabaseAddress;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.namespace.NamespaceRules;
import dev.berth.host.namespace.Namespaces;
import dev.berth.host.store.database.TestDatabase;
import dev.berth.sdk.problem.ProblemCode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a host may be called, on a real one and each database (LIFE-155 to LIFE-157). */
@ParameterizedClass
@EnumSource
final class NamespaceIT {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES = Set.of(
            ProblemCode.NAMESPACE_REQUIRED,
            ProblemCode.NAMESPACE_FORMAT,
            ProblemCode.NAMESPACE_RESERVED,
            ProblemCode.NAMESPACE_FROZEN);

    @Parameter
    TestDatabase kind;

    @TempDir
    Path home;

    private Optional<DatabaseAddress> database = Optional.empty();

    @BeforeEach
    void create() {
        database = kind.create();
    }

    private TestHost start() {
        return TestHost.start(
                home,
                builder -> database.map(builder::database)
                        .orElse(builder)
                        .namespaces(new NamespaceRules(
                                new TreeSet<>(), new TreeSet<>(), Optional.of("names@acme.example"))));
    }

    private void refused(TestHost host, ProblemCode code, String name) {
        Golden.judge(code, HostProblemsIT.refusal(() -> host.apply(new Command.ChooseNamespace(name))), home);
    }

    @Test
    @DisplayName(
            "LIFE-S41, GATE-172: blank, of another form, reserved; one that is fine is kept, also by a restart, and frozen until it is changed")
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
            host.apply(new Command.ChangeNamespace(
                    "other", new Namespaces.Confirmation(Optional.of("acme"), Optional.of("a merger"), true)));
        }
        try (TestHost host = start()) {
            assertThat(host.runtime().status().namespace()).isEqualTo("other");
            assertThat(host.runtime().audit(0, 1000))
                    .filteredOn(entry -> entry.event().equals("NamespaceChosen"))
                    .extracting(entry -> entry.before() + " " + entry.subject() + " " + entry.reason())
                    .containsExactly(" acme ", "acme other a merger");
            assertThat(host.runtime().firstBrokenAudit()).isEmpty();
        }
    }
}
