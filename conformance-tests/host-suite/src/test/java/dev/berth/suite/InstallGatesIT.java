/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static dev.berth.fixtures.ManifestText.quoted;
import static dev.berth.suite.TestHost.TEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.HostRuntime;
import dev.berth.host.Report;
import dev.berth.host.extension.PackageVerifier;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.lifecycle.Command.Consent;
import dev.berth.host.resolve.Plan;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.LiveView;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    @Test
    @DisplayName(
            "LIFE-S7, LIFE-34, LIFE-82: of what does not fit the ABI no class is initialised: it is not installed, and by a host"
                    + " that it does not fit any more it is skipped")
    void staticInitialiser() throws IOException {
        Path home = temp.resolve("home");
        Path folder = Files.createDirectory(temp.resolve("folder"));
        Path written = folder.resolve("written.txt");
        try (TestHost host = TestHost.start(home)) {
            host.runtime().mounts().bind("folder", folder.toString(), TEST);
            Path other = writing("1.1.0", "^3.1", written).writeTo(temp);
            assertThat(HostProblemsIT.refusal(() -> host.install(other)))
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.ABI_OUT_OF_RANGE);
            assertThat(written).doesNotExist();
            host.install(writing("1.0.0", "^2.2", written).writeTo(temp));
            assertThat(written).as("it can").exists();
            Files.delete(written);
        }
        try (HostRuntime host = HostRuntime.builder()
                .home(home)
                .build(new MeddledParts(InstallGatesIT::ofAnotherAbi))
                .start()) {
            assertThat(host.extension(CRM).summary().state()).isEqualTo("INSTALLED");
            assertThat(host.extension(CRM).summary().problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.ABI_OUT_OF_RANGE);
            assertThat(written).doesNotExist();
        }
        TestHost.start(home).close();
        assertThat(written).as("its own host again").exists();
    }

    /** Judges stored packages as a host with another ABI does. */
    private static PackageVerifier ofAnotherAbi(PackageVerifier real) {
        return new MeddledParts.Followed(real, (given, verified) -> {}) {
            @Override
            public List<Problem> recheck(Path stored, ExtensionManifest expected, LiveView live) {
                return List.of(Problem.of(
                        ProblemCode.ABI_OUT_OF_RANGE, expected.subject(), expected.subject() + " needs SDK ABI 2.2."));
            }
        };
    }

    /** Its entry class writes a file as soon as it is initialised. */
    private static ExtensionPackage writing(String version, String abi, Path file) {
        return ExtensionPackage.connector(CRM.value(), version)
                .block("sdkAbiRange", quoted(abi))
                .block("permissions", "[\"fs:write:folder\"]")
                .entry(ENTRY, EntrySource.of(ENTRY).members("""
                        static {
                            try {
                                java.nio.file.Files.writeString(java.nio.file.Path.of("%s"), "x");
                            } catch (java.io.IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        }
                        """.formatted(file)).text());
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
