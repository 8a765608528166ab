/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.DatabaseAddress;
import dev.berth.host.audit.AuditEntry;
import dev.berth.host.extension.Probation;
import dev.berth.host.store.database.TestDatabase;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** New versions that fail while callers use them, on each database. */
@ParameterizedClass
@EnumSource
final class ProbationIT {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES = Set.of(ProblemCode.PROBATION_FAILED);

    private static final int CALLERS = 50;
    private static final int BUDGET = 20;
    private static final ExtensionId ID = ExtensionId.of("@acme/frail-connector");
    private static final String FAILED = "failed";

    @Parameter
    TestDatabase kind;

    @TempDir
    Path home;

    @TempDir
    Path work;

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
                        .probation(ID.value(), new Probation.Policy(Duration.ofHours(1), BUDGET)));
    }

    private Path pack(String version, String answer) {
        String entry = "acme.frail.Entry";
        return ExtensionPackage.connector(ID.value(), version)
                .ports("mcp")
                .entry(entry, EntrySource.of(entry).tool("frail", answer).text())
                .writeTo(work);
    }

    private Path good(String version) {
        return pack(version, "\"" + version + "\"");
    }

    private Path bad(String version) {
        return pack(version, "String.valueOf(1 / Integer.parseInt(\"0\"))");
    }

    /** Answers what the tool does, or that it failed by a fault of its own. */
    private static String call(TestHost host) {
        try {
            return host.call("frail").string("result").orElse("nothing");
        } catch (ProblemException e) {
            if (e.problem().code() == ProblemCode.TOOL_FAILED) {
                return FAILED;
            }
            throw e;
        }
    }

    @Test
    @DisplayName(
            "LIFE-S26, LIFE-101, ENG-33: with 50 callers a new version that fails gives way by itself, and no other call fails;"
                    + " the second one is quarantined, also after a restart")
    void frail() {
        try (TestHost host = start()) {
            host.install(good("1.0.0"));
            try (Load load = Load.start(CALLERS, () -> call(host))) {
                load.awaitAnswer("1.0.0");
                host.update(bad("1.1.0"));
                Waits.until("the way back", () -> host.version(ID).equals("1.0.0"));
                long failed = load.answers(FAILED);
                assertThat(failed).isGreaterThan(BUDGET);
                long before = load.answers("1.0.0");
                load.awaitMoreThan(CALLERS * 4);
                assertThat(load.answers("1.0.0")).isGreaterThan(before);
                assertThat(load.failures()).isEmpty();
            }
            Golden.judge(ProblemCode.PROBATION_FAILED, host.runtime().why(ID).chain(), home);
            assertThat(events(host)).endsWith("ProbationFailed", "ExtensionUpdated");
            Collector.awaitLoaders(host.seams(), 1);
        }
        try (TestHost host = start()) {
            host.update(bad("1.2.0"));
            for (int i = 0; i <= BUDGET; i++) {
                assertThat(call(host)).isEqualTo(FAILED);
            }
            Waits.until("the quarantine", () -> host.state(ID).equals("QUARANTINED"));
            assertThat(events(host)).endsWith("ProbationFailed", "ExtensionQuarantined");
            assertThat(host.runtime().firstBrokenAudit()).isEmpty();
        }
        try (TestHost host = start()) {
            assertThat(host.state(ID)).isEqualTo("QUARANTINED");
            host.update(good("1.3.0"));
            assertThat(call(host)).isEqualTo("1.3.0");
        }
    }

    private static List<String> events(TestHost host) {
        return host.runtime().audit(0, 200).stream()
                .filter(entry -> entry.actor().equals("system:probation"))
                .map(AuditEntry::event)
                .toList();
    }
}
