/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static dev.berth.fixtures.ManifestText.quoted;
import static dev.berth.suite.TestHost.TEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.Report;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.lifecycle.Command.Consent;
import dev.berth.host.resolve.Plan;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real host does with what the gates find at install and update (GATE-8, GATE-55). */
final class InstallGatesIT {
    private static final ExtensionId CRM = ExtensionId.of("@acme/crm-connector");
    private static final String ENTRY = "acme.crm.Entry";

    @TempDir
    Path temp;

    @Test
    @DisplayName("GATE-8: errors refuse install and update with nothing written; warnings are in plan and report")
    void codeThatUsesMoreThanItAsksFor() {
        try (TestHost host = TestHost.start(temp.resolve("home"))) {
            Footprint before = Footprint.of(host);
            assertThat(HostProblemsIT.refusal(() -> host.install(
                            crm("1.0.0", "ctx.secrets().get(\"a\");").writeTo(temp))))
                    .first()
                    .extracting(Problem::code)
                    .isEqualTo(ProblemCode.PORT_USE_UNDECLARED);
            assertThat(Footprint.of(host)).isEqualTo(before);

            Command.Install good =
                    new Command.Install(TestHost.source(crm("1.0.0", "").writeTo(temp), new Command.GrantChoice.All()));
            Plan plan = host.runtime().plan(good);
            assertThat(plan.warnings())
                    .extracting(Problem::code)
                    .contains(ProblemCode.PORT_USE_UNUSED, ProblemCode.LICENSE_FILE_MISSING);
            Report report = host.apply(good);
            assertThat(report.plan().warnings()).isEqualTo(plan.warnings());

            Path next = crm("1.1.0", "ctx.secrets().get(\"a\");").writeTo(temp);
            assertThat(HostProblemsIT.refusal(() -> host.update(next)))
                    .first()
                    .extracting(Problem::code)
                    .isEqualTo(ProblemCode.PORT_USE_UNDECLARED);
            assertThat(host.version(CRM)).isEqualTo("1.0.0");
            assertThat(host.state(CRM)).isEqualTo("ACTIVE");
        }
    }

    @Test
    @DisplayName("GATE-55: a copyleft licence is acknowledged once a package, and not asked for again at a start")
    void copyleft() {
        Path home = temp.resolve("home");
        Path file = crm("1.0.0", "").field("license", quoted("GPL-3.0-only")).writeTo(temp);
        Path next = crm("1.1.0", "").field("license", quoted("GPL-3.0-only")).writeTo(temp);
        try (TestHost host = TestHost.start(home)) {
            assertThat(HostProblemsIT.refusal(() -> host.install(file)))
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.LICENSE_ACKNOWLEDGE);
            Report report = host.runtime().apply(new Command.Install(agreed(file)), Optional.empty(), TEST);
            assertThat(report.plan().effects()).contains("You acknowledge its copyleft licence: GPL-3.0-only.");
            assertThat(HostProblemsIT.refusal(() -> host.update(next)))
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.LICENSE_ACKNOWLEDGE);
            host.apply(new Command.Update(agreed(next)));
            assertThat(host.version(CRM)).isEqualTo("1.1.0");
        }
        try (TestHost host = TestHost.start(home)) {
            assertThat(host.state(CRM)).isEqualTo("ACTIVE");
        }
    }

    private static Command.Source agreed(Path file) {
        Command.Source source = TestHost.source(file, new Command.GrantChoice.All());
        return new Command.Source(
                source.file(),
                source.origin(),
                source.name(),
                source.grant(),
                Set.of(Consent.UNSIGNED, Consent.LICENSE));
    }

    private static ExtensionPackage crm(String version, String register) {
        return ExtensionPackage.connector(CRM.value(), version)
                .ports("mcp", "settings")
                .entry(
                        ENTRY,
                        EntrySource.of(ENTRY)
                                .register(register)
                                .tool("crm_find", "1")
                                .text());
    }
}
