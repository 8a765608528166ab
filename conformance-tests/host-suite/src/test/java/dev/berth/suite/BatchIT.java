/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static dev.berth.suite.HostProblemsIT.refusal;
import static dev.berth.suite.TestHost.EMAIL;
import static dev.berth.suite.TestHost.HELLO;
import static dev.berth.suite.TestHost.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.HostAssembly.Parts;
import dev.berth.host.HostRuntime;
import dev.berth.host.extension.Scope;
import dev.berth.host.journal.BatchEntry;
import dev.berth.host.journal.BatchEntry.Phase;
import dev.berth.host.journal.JournalEntry;
import dev.berth.host.journal.JournalStore;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.host.lifecycle.Command.InstallAll;
import dev.berth.host.lifecycle.Command.Source;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installs of several real packages, wired to each other, on a real host (LIFE-83, LIFE-88 to LIFE-91). */
final class BatchIT {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES = EnumSet.of(
            ProblemCode.MEMBER_UNRESOLVABLE,
            ProblemCode.DEPENDENCY_SCOPE,
            ProblemCode.BATCH_ROLLED_BACK,
            ProblemCode.BATCH_OVERLAP,
            ProblemCode.ROLLBACK_INCOMPLETE);

    @TempDir
    Path temp;

    private Path home() {
        return temp.resolve("home");
    }

    private static InstallAll install(Path root, Path... candidates) {
        return new InstallAll(
                List.of(source(root)),
                Arrays.stream(candidates).map(BatchIT::source).toList(),
                Scope.PLATFORM);
    }

    private static Source source(Path file) {
        return TestHost.source(file, new GrantChoice.All());
    }

    private Path broken() throws IOException {
        String entry = "samples.broken.Entry";
        return ExtensionPackage.connector("@samples/broken-connector", "1.0.0")
                .requires("@samples/hello-connector", "^1.0.0")
                .entry(
                        entry,
                        EntrySource.of(entry)
                                .register("throw new IllegalStateException(\"boom\");")
                                .text())
                .writeTo(temp);
    }

    private void judge(ProblemCode code, List<Problem> said) {
        Golden.judge(code, said, home());
    }

    @Test
    @DisplayName("LIFE-83: a package whose code imports that of another comes in with it, verified beside it, and runs")
    void closure() {
        try (TestHost host = TestHost.start(home())) {
            host.apply(install(Samples.MAILBOX, Samples.HELLO, Samples.EMAIL));
            assertThat(host.state(MAILBOX)).isEqualTo("ACTIVE");
            assertThat(host.state(EMAIL)).isEqualTo("ACTIVE");
            assertThat(host.runtime().extensions()).hasSize(2);
        }
        try (TestHost host = TestHost.start(home())) {
            assertThat(host.state(MAILBOX)).isEqualTo("ACTIVE");
            assertThat(host.seams().parts().journal().openBatches()).isEmpty();
        }
    }

    @Test
    @DisplayName("LIFE-83, LIFE-S23: what nobody sent, and what belongs to a scope that nobody named")
    void refused() throws IOException {
        Path foreign = ExtensionPackage.connector("@acme/crm-connector", "1.0.0")
                .requires("@samples/email-connector", "^1.0.0")
                .writeTo(temp);
        Path lonely = ExtensionPackage.connector("@samples/lonely-connector", "1.0.0")
                .requires("@samples/email-connector", "^1.0.0")
                .writeTo(temp);
        try (TestHost host = TestHost.start(home())) {
            judge(ProblemCode.MEMBER_UNRESOLVABLE, refusal(() -> host.apply(install(lonely, Samples.HELLO))));
            judge(ProblemCode.DEPENDENCY_SCOPE, refusal(() -> host.apply(install(foreign, Samples.EMAIL))));
            assertThat(host.runtime().extensions()).isEmpty();
            assertThat(host.seams().parts().contents().digests()).isEmpty();
        }
    }

    @Test
    @DisplayName("LIFE-S22, LIFE-91: a member that fails takes all of the batch away, and nothing that was there")
    void rolledBack() throws IOException {
        Path broken = broken();
        try (TestHost host = TestHost.start(home())) {
            host.install(Samples.EMAIL);
            judge(ProblemCode.BATCH_ROLLED_BACK, refusal(() -> host.apply(install(broken, Samples.HELLO))));
            assertThat(host.runtime().extensions()).hasSize(1);
            assertThat(host.state(EMAIL)).isEqualTo("ACTIVE");
            assertThat(host.seams().parts().contents().digests()).hasSize(1);
            Collector.awaitLoaders(host.seams(), 1);
            host.seams()
                    .parts()
                    .journal()
                    .append(new BatchEntry(
                            "b1",
                            Optional.empty(),
                            List.of(new BatchEntry.Member(HELLO, "0".repeat(64))),
                            Phase.INSTALLED,
                            Instant.EPOCH));
            judge(ProblemCode.BATCH_OVERLAP, refusal(() -> host.apply(install(Samples.MAILBOX))));
        }
    }

    @Test
    @DisplayName("LIFE-S27, LIFE-90: what an undo leaves because the disk is full is said, and goes at the next start")
    void incomplete() throws IOException {
        Path broken = broken();
        Seams seams = new Seams();
        try (HostRuntime host = HostRuntime.builder()
                .home(home())
                .deadlines(TestHost.DEADLINES)
                .build(config -> full(seams.open(config)))
                .start()) {
            judge(
                    ProblemCode.ROLLBACK_INCOMPLETE,
                    refusal(() -> host.apply(install(broken, Samples.HELLO), Optional.empty(), TestHost.TEST)));
            assertThat(host.extensions()).as("still there").hasSize(2);
        }
        try (TestHost host = TestHost.start(home())) {
            assertThat(host.runtime().extensions()).isEmpty();
            assertThat(host.seams().parts().contents().digests()).isEmpty();
            assertThat(host.seams().parts().journal().openBatches()).isEmpty();
        }
    }

    /** A journal that has no room for the last line of an undo. */
    private static Parts full(Parts real) {
        JournalStore journal = new JournalStore() {
            @Override
            public void append(JournalEntry entry) {
                real.journal().append(entry);
            }

            @Override
            public List<JournalEntry> open() {
                return real.journal().open();
            }

            @Override
            public List<JournalEntry> waiting(ExtensionId extension) {
                return real.journal().waiting(extension);
            }

            @Override
            public void append(BatchEntry entry) {
                if (entry.phase() == Phase.ROLLED_BACK) {
                    throw new ProblemException(Problem.of(
                                    ProblemCode.DISK_FULL,
                                    "the disk",
                                    "The home needs room for the database; found none. Nothing was stored.")
                            .operator("make room on the disk."));
                }
                real.journal().append(entry);
            }

            @Override
            public List<BatchEntry> openBatches() {
                return real.journal().openBatches();
            }
        };
        return new Parts(
                real.audit(),
                real.extensions(),
                real.natives(),
                real.transactor(),
                real.contents(),
                real.grants(),
                real.permissions(),
                real.tokens(),
                real.namespaces(),
                real.backends(),
                real.secretKeys(),
                journal,
                real.marks(),
                real.verifier(),
                real.engine(),
                real.database(),
                real.release());
    }
}
