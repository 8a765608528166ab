/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static dev.berth.suite.TestHost.EMAIL;
import static dev.berth.suite.TestHost.HELLO;
import static dev.berth.suite.TestHost.TEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.HostAssembly;
import dev.berth.host.HostConfig;
import dev.berth.host.HostRuntime;
import dev.berth.host.Report;
import dev.berth.host.extension.Transactor;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.store.database.TestDatabase;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps an extension from being deleted or purged, on real stores that fail in the middle (LIFE-115 to LIFE-126). */
final class RemovalProblemsIT {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES = Set.of(
            ProblemCode.AUDIT_UNAVAILABLE,
            ProblemCode.TEARDOWN_INCOMPLETE,
            ProblemCode.PURGE_BLOCKED,
            ProblemCode.PURGE_QUARANTINE_FAILED,
            ProblemCode.PURGE_ROLLED_BACK,
            ProblemCode.PURGE_PRODUCTION_HOST);

    @TempDir
    Path temp;

    /** Real parts; the transaction after so many more is refused. */
    private static final class Failing implements HostAssembly {
        private final AtomicInteger left = new AtomicInteger(-1);
        private final Seams seams = new Seams();

        @Override
        public Parts open(HostConfig config) {
            Parts real = seams.open(config);
            return new Parts(
                    real.audit(),
                    real.extensions(),
                    real.natives(),
                    failing(real.transactor()),
                    real.contents(),
                    real.grants(),
                    real.permissions(),
                    real.tokens(),
                    real.namespaces(),
                    real.backends(),
                    real.secretKeys(),
                    real.journal(),
                    real.marks(),
                    real.verifier(),
                    real.engine(),
                    real.database(),
                    real.release());
        }

        private Transactor failing(Transactor real) {
            return new Transactor() {
                @Override
                public <T> T within(Supplier<T> work) {
                    if (left.get() >= 0 && left.getAndDecrement() == 0) {
                        throw new ProblemException(
                                Problem.of(ProblemCode.DISK_FULL, "the disk", "The disk is full. Nothing was stored.")
                                        .operator("make room."));
                    }
                    return real.within(work);
                }

                @Override
                public void afterwards(Runnable work) {
                    real.afterwards(work);
                }
            };
        }
    }

    private final Failing parts = new Failing();

    private HostRuntime start() {
        HostRuntime host = HostRuntime.builder()
                .home(temp.resolve("home"))
                .mode(RuntimeMode.DEVELOPMENT)
                .build(parts)
                .start();
        host.install(Samples.HELLO);
        return host;
    }

    private void judge(ProblemCode code, List<Problem> problems) {
        Golden.judge(code, problems, temp.resolve("home"));
    }

    private static Report purge(HostRuntime host, ExtensionId id) {
        String digest = host.plan(new Command.Purge(id)).digest();
        return host.operator().purge(id, Optional.of(digest), TEST);
    }

    private static Report forceDelete(HostRuntime host) {
        return host.apply(
                new Command.ForceDelete(
                        HELLO,
                        new Command.Confirmation(
                                Optional.of("left over"),
                                Optional.of(host.extension(HELLO).summary().version()),
                                true)),
                Optional.empty(),
                TEST);
    }

    @Test
    @DisplayName("LIFE-147, LIFE-S33: nothing is deleted by force that the audit log does not say first")
    void auditUnavailable() {
        try (HostRuntime host = start()) {
            parts.left.set(0);
            judge(ProblemCode.AUDIT_UNAVAILABLE, HostProblemsIT.refusal(() -> forceDelete(host)));
            assertThat(host.extension(HELLO).summary().state()).isEqualTo("ACTIVE");
            assertThat(forceDelete(host).changed()).isTrue();
            assertThat(host.extensions()).isEmpty();
        }
    }

    @Test
    @DisplayName("LIFE-126: data that could not be deleted is told, and gone after the next start")
    void teardownIncomplete() {
        try (HostRuntime host = start()) {
            parts.left.set(1);
            Report report = host.apply(new Command.Uninstall(HELLO), Optional.empty(), TEST);
            judge(
                    ProblemCode.TEARDOWN_INCOMPLETE,
                    report.outcomes().stream()
                            .flatMap(outcome -> outcome.problems().stream())
                            .toList());
            assertThat(parts.seams.parts().journal().open()).hasSize(1);
        }
        try (HostRuntime host =
                HostRuntime.builder().home(temp.resolve("home")).build(parts).start()) {
            assertThat(host.status().ready()).isTrue();
            assertThat(parts.seams.parts().journal().open()).isEmpty();
        }
    }

    @Test
    @DisplayName("LIFE-S34, LIFE-118: a dependent or a missing package keep everything from being purged")
    void purgeRefused() {
        try (HostRuntime host = start()) {
            host.install(Samples.EMAIL);
            host.install(Samples.MAILBOX);
            judge(ProblemCode.PURGE_BLOCKED, HostProblemsIT.refusal(() -> purge(host, EMAIL)));
            String digest = host.extension(HELLO).revisions().get(0).packageDigest();
            parts.seams.parts().contents().delete(digest);
            judge(ProblemCode.PURGE_QUARANTINE_FAILED, HostProblemsIT.refusal(() -> purge(host, HELLO)));
            assertThat(host.extension(HELLO).summary().state()).isEqualTo("ACTIVE");
        }
    }

    @Test
    @DisplayName("LIFE-S35, LIFE-119: a store that fails in the middle gets all back, and then the purge goes through")
    void purgeRolledBack() {
        try (HostRuntime host = start()) {
            String digest = host.extension(HELLO).revisions().get(0).packageDigest();
            parts.left.set(2);
            judge(ProblemCode.PURGE_ROLLED_BACK, HostProblemsIT.refusal(() -> purge(host, HELLO)));
            assertThat(parts.seams.parts().contents().isIntact(digest)).isTrue();
            assertThat(host.extension(HELLO).summary().state()).isEqualTo("ACTIVE");
            assertThat(purge(host, HELLO).changed()).isTrue();
            assertThat(parts.seams.parts().contents().digests()).isEmpty();
            assertThat(host.firstBrokenAudit()).isEmpty();
        }
    }

    @Test
    @DisplayName("LIFE-S36, LIFE-118: nothing is purged on a database server that is named for production")
    void productionHost() {
        try (TestHost host = TestHost.start(
                temp.resolve("home"),
                builder -> builder.database(TestDatabase.POSTGRESQL.create().orElseThrow())
                        .mode(RuntimeMode.DEVELOPMENT)
                        .productionDatabases("localhost"))) {
            host.install(Samples.HELLO);
            judge(ProblemCode.PURGE_PRODUCTION_HOST, HostProblemsIT.refusal(() -> purge(host.runtime(), HELLO)));
            assertThat(host.state(HELLO)).isEqualTo("ACTIVE");
        }
    }
}
