/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import static dev.berth.host.fake.FakeHost.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.host.DatabaseAddress;
import dev.berth.host.HostBuilder;
import dev.berth.host.Report;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.FakeVerifier;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MemoryStore;
import dev.berth.host.journal.JournalEntry;
import dev.berth.manifest.Edge;
import dev.berth.sdk.port.ObjectType;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deleting every trace (LIFE-116 to LIFE-119). */
class PurgeTest {
    private static final String A = "@acme/a-connector";
    private static final String B = "@acme/b-connector";
    private static final ExtensionId ID = ExtensionId.of(A);

    private FakeHost host = new FakeHost();

    @AfterEach
    void close() {
        host.close();
    }

    private void restartWith(UnaryOperator<HostBuilder> setUp) {
        host.close();
        host = new FakeHost(setUp);
    }

    private static Manifests a(String version) {
        return Manifests.of(A, version).ports(PortName.SETTINGS, PortName.OBJECTS);
    }

    private void install() {
        host.engine.script(A + " 1.0.0").onRegister(ctx -> {
            ctx.settings().set("a", 1);
            ctx.objects().registerType(new ObjectType(A + ":note", Optional.empty(), JsonObject.of()));
            ctx.objects().write(A + ":note", "text");
        });
        host.run(host.install(a("1.0.0")));
        host.run(host.update(a("1.1.0")));
    }

    private String digest() {
        return host.runtime().plan(new Command.Purge(ID)).digest();
    }

    private Problem refused(Optional<String> digest) {
        String before = host.store.snapshot();
        List<String> audited = host.store.auditLines();
        Problem problem = catchThrowableOfType(
                        ProblemException.class, () -> host.runtime().operator().purge(ID, digest, ADA))
                .problem();
        assertThat(host.store.snapshot()).isEqualTo(before);
        assertThat(host.store.auditLines()).isEqualTo(audited);
        assertThat(host.contents.digests()).allMatch(host.contents::isIntact);
        assertThat(host.store.journal().open()).isEmpty();
        return problem;
    }

    @Test
    @DisplayName("LIFE-116: the plan says kind, origin, versions, dependents and what blocks, and changes nothing")
    void plan() {
        install();
        host.run(host.install(Manifests.of(B, "1.0.0").needs(A, "^1")));
        String before = host.store.snapshot();
        JsonObject facts = host.runtime().plan(new Command.Purge(ID)).facts();
        assertThat(facts.toString())
                .contains(
                        "\"kind\":\"connector\"",
                        "\"origin\":\"file x.jar\"",
                        "\"versions\":[\"1.1.0 sha256:",
                        "\"activeDependents\":[\"" + B + " 1.0.0\"]",
                        "\"blocked\":true",
                        "1 object of its types");
        assertThat(host.store.snapshot()).isEqualTo(before);
    }

    @Test
    @DisplayName("LIFE-117, LIFE-S37: no command purges, and no host in production")
    void operatorOnly() {
        install();
        assertThat(host.refused(new Command.Purge(ID))).isEqualTo(ProblemCode.OPERATOR_ONLY);
        restartWith(builder -> builder.mode(RuntimeMode.PRODUCTION));
        install();
        assertThat(refused(Optional.of(digest())).code()).isEqualTo(ProblemCode.OPERATOR_ONLY);
    }

    @Test
    @DisplayName("LIFE-S34: no digest, a stale one, a dependent, a missing package: refused, no side effect")
    void refusals() {
        install();
        String digest = digest();
        assertThat(refused(Optional.empty()).code()).isEqualTo(ProblemCode.CONSENT_REQUIRED);
        assertThat(refused(Optional.of("0".repeat(64))).code()).isEqualTo(ProblemCode.PLAN_STALE);
        host.run(host.install(Manifests.of(B, "1.0.0").needs(A, "^1")));
        assertThat(refused(Optional.of(digest)).code()).isEqualTo(ProblemCode.PLAN_STALE);
        assertThat(refused(Optional.of(digest())).code()).isEqualTo(ProblemCode.PURGE_BLOCKED);
        host.run(new Command.Uninstall(ExtensionId.of(B)));
        host.contents.delete(FakeVerifier.digest(a("1.0.0").make()));
        assertThat(refused(Optional.of(digest)).code()).isEqualTo(ProblemCode.PURGE_QUARANTINE_FAILED);
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(host.restart().state(A)).isEqualTo("ACTIVE");
    }

    @ParameterizedTest
    @CsvSource({
        "db.example.com, true",
        "notdb.example.com, false",
        "x.db.example.com, true",
        "DB.Example.COM., true",
        "example.com, false",
        "db.example.com.evil.org, false"
    })
    @DisplayName("LIFE-S36: a database host that is named for production, or lies below one, is refused")
    void productionHosts(String server, boolean refused) {
        restartWith(builder -> builder.database(DatabaseAddress.of("postgresql://" + server + ":5432/berth"))
                .productionDatabases("db.example.com"));
        install();
        if (refused) {
            assertThat(refused(Optional.of(digest())).code()).isEqualTo(ProblemCode.PURGE_PRODUCTION_HOST);
        } else {
            assertThat(host.runtime()
                            .operator()
                            .purge(ID, Optional.of(digest()), ADA)
                            .changed())
                    .isTrue();
        }
    }

    @Test
    @DisplayName("LIFE-S35, LIFE-118, LIFE-125: rows, data, objects and packages go, and the log says both steps")
    void success() {
        install();
        Report report = host.runtime().operator().purge(ID, Optional.of(digest()), ADA);
        assertThat(report.summary()).isEqualTo(A + " 1.1.0 is purged.");
        assertThat(host.store.snapshot()).as("all that is stored").matches("(\\{}\\n)*\\{}");
        assertThat(host.contents.digests()).isEmpty();
        assertThat(host.engine.loaded()).isEmpty();
        assertThat(host.store.auditLines())
                .endsWith(
                        "purge-started " + A + " by ada",
                        "ExtensionUninstalled " + A + " by ada",
                        "purge-committed " + A + " by ada");
        assertThat(host.store.journalLines())
                .filteredOn(entry -> entry.kind().equals("purge"))
                .extracting(JournalEntry::phase)
                .containsExactly(
                        JournalEntry.Phase.MATERIALIZED, JournalEntry.Phase.REMOVED, JournalEntry.Phase.FINALIZED);
        assertThat(host.restart().runtime().status().ready()).isTrue();
    }

    @Test
    @DisplayName("LIFE-118: a package that came in twice, as an update back to it, lies in the store once")
    void cameInTwice() {
        install();
        host.run(host.update(a("1.0.0")));
        assertThat(host.runtime().extension(ID).revisions()).hasSize(3);
        assertThat(host.contents.digests()).hasSize(2);
        Report report = host.runtime().operator().purge(ID, Optional.of(digest()), ADA);
        assertThat(report.summary()).isEqualTo(A + " 1.0.0 is purged.");
        assertThat(host.contents.digests()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-147: without the audit row nothing is purged")
    void auditUnavailable() {
        install();
        String digest = digest();
        host.store.failCommit(1, MemoryStore.diskFull());
        assertThat(refused(Optional.of(digest)).code()).isEqualTo(ProblemCode.AUDIT_UNAVAILABLE);
        assertThat(host.state(A)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-S35, LIFE-119: a store that fails gets its packages back, and the log says what is on the disk")
    void storeFailure() {
        install();
        String digest = digest();
        String before = host.store.snapshot();
        host.store.failCommit(2, MemoryStore.diskFull());
        Problem problem = catchThrowableOfType(
                        ProblemException.class, () -> host.runtime().operator().purge(ID, Optional.of(digest), ADA))
                .problem();
        assertThat(problem.code()).isEqualTo(ProblemCode.PURGE_ROLLED_BACK);
        assertThat(problem.causes()).extracting(Problem::code).containsExactly(ProblemCode.DISK_FULL);
        assertThat(host.store.snapshot()).isEqualTo(before);
        assertThat(host.contents.digests()).hasSize(2).allMatch(host.contents::isIntact);
        assertThat(host.runtime().audit(0, 100)).last().satisfies(entry -> {
            assertThat(entry.event()).isEqualTo("purge-rolled-back");
            assertThat(entry.after()).isEqualTo("{\"present\":2,\"missing\":0}");
            assertThat(entry.reason()).isEqualTo("disk-full");
        });
        assertThat(host.store.journal().open()).isEmpty();
        assertThat(host.restart().state(A)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName(
            "LIFE-119: where not even the log can be written, the packages are back all the same, and the answer says so")
    void storeStaysDown() {
        install();
        host.run(host.install(Manifests.of(B, "1.0.0").edge(A, "^1", Edge.Type.RUNTIME, false)));
        host.engine.wire(B, A);
        host.restart();
        host.engine.rewrite(B + " 1.0.0").onRegister(ctx -> host.store.refuse(true));
        String digest = digest();
        Problem problem = catchThrowableOfType(
                        ProblemException.class, () -> host.runtime().operator().purge(ID, Optional.of(digest), ADA))
                .problem();
        host.store.refuse(false);
        assertThat(problem.code()).isEqualTo(ProblemCode.PURGE_ROLLED_BACK);
        assertThat(problem.summary()).contains("2 of 2 of its packages are in place", "log could not say so");
        assertThat(problem.causes()).extracting(Problem::code).containsOnly(ProblemCode.DISK_FULL);
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(host.contents.digests()).hasSize(3).allMatch(host.contents::isIntact);
        assertThat(host.restart().state(A)).isEqualTo("ACTIVE");
        assertThat(host.store.journal().open()).as("the next start ends it").isEmpty();
    }

    @Test
    @DisplayName("LIFE-88, LIFE-92: packages that a killed purge had set aside are back after the next boot")
    void killedInBetween() {
        install();
        host.store
                .transactor()
                .run(() -> host.store
                        .journal()
                        .append(new JournalEntry(
                                "op",
                                "purge",
                                ID,
                                "0".repeat(64),
                                JournalEntry.Phase.MATERIALIZED,
                                host.clock.instant())));
        host.contents.digests().forEach(host.contents::setAside);
        host.restart();
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(host.contents.digests()).hasSize(2).allMatch(host.contents::isIntact);
        assertThat(host.store.journal().open()).isEmpty();
    }
}
