/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static dev.berth.suite.TestHost.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.lifecycle.Command;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host says at its start about what it finds stored (GATE-172); whatever can run, runs. */
final class StoredProblemsIT {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES = Set.of(
            ProblemCode.STORE_NEWER,
            ProblemCode.STATUS_UNREADABLE,
            ProblemCode.ORDER_BEST_EFFORT,
            ProblemCode.REQUIREMENT_CYCLE_BROKEN,
            ProblemCode.FIXTURE_NOT_SEEDED,
            ProblemCode.DIGEST_MISMATCH);

    @TempDir
    Path temp;

    private Path home() {
        return temp.resolve("home");
    }

    private ExtensionPackage pack(String name) {
        String entry = "acme." + name + ".Entry";
        return ExtensionPackage.connector("@acme/" + name + "-connector", "1.0.0")
                .entry(entry, EntrySource.of(entry).text());
    }

    private void judge(ProblemCode code, List<Problem> said) {
        Golden.judge(code, said, home());
    }

    private static List<Problem> boot(TestHost host) {
        return host.runtime().status().boot().stream()
                .flatMap(phase -> phase.problems().stream())
                .toList();
    }

    /** Changes rows of a host that is stopped, as no host does. */
    private void damage(String sql) throws Exception {
        Path data = home().resolve("data");
        Files.delete(data.resolve("berth.mv.db.seal"));
        try (Connection database = DriverManager.getConnection("jdbc:h2:file:" + data.resolve("berth"), "berth", "");
                Statement statement = database.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("LIFE-50, GATE-172: a database that a newer host wrote is not touched")
    void newer() throws Exception {
        TestHost.start(home()).close();
        damage("insert into \"flyway_schema_history\" select 99, '99', \"description\", \"type\", \"script\","
                + " \"checksum\", \"installed_by\", \"installed_on\", \"execution_time\", \"success\""
                + " from \"flyway_schema_history\" where \"version\" = '1'");
        judge(ProblemCode.STORE_NEWER, HostProblemsIT.refusal(() -> TestHost.start(home())));
    }

    @Test
    @DisplayName("LIFE-42, GATE-172: a row that cannot be read costs its extension alone")
    void unreadable() throws Exception {
        try (TestHost host = TestHost.start(home())) {
            host.install(Samples.HELLO);
            host.install(pack("crm").writeTo(temp));
        }
        damage("update extension_row set status = 'ASLEEP' where extension = '@acme/crm-connector'");
        try (TestHost host = TestHost.start(home())) {
            judge(ProblemCode.STATUS_UNREADABLE, boot(host));
            assertThat(host.state(HELLO)).isEqualTo("ACTIVE");
            host.install(pack("crm").writeTo(temp));
            assertThat(host.state(pack("crm").id())).as("as it was advised").isEqualTo("ACTIVE");
        }
        try (TestHost host = TestHost.start(home())) {
            assertThat(boot(host)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update port_grant set status = 'ODD' where extension = '@acme/crm-connector'",
                "delete from port_grant where extension = '@acme/crm-connector'",
                "update revision set package_digest = 'odd' where extension = '@acme/crm-connector'",
                "update native_row set kind = 'ODD' where extension = '@samples/notes-skills' and name in"
                        + " (select min(name) from native_row)",
                "update native_row set content = '{' where extension = '@samples/notes-skills' and name in"
                        + " (select min(name) from native_row)"
            })
    @DisplayName("LIFE-42, LIFE-94: whatever row cannot be read, the others run, and the package brings it back")
    void oddRows(String sql) throws Exception {
        try (TestHost host = TestHost.start(home())) {
            host.install(Samples.HELLO);
            host.install(Samples.NOTES);
            host.install(pack("crm").ports("settings").writeTo(temp));
        }
        damage(sql);
        try (TestHost host = TestHost.start(home())) {
            assertThat(host.state(HELLO)).isEqualTo("ACTIVE");
            host.install(pack("crm").ports("settings").writeTo(temp));
            assertThat(host.runtime().extensions())
                    .hasSize(3)
                    .allSatisfy(view -> assertThat(view.state()).isEqualTo("ACTIVE"));
            assertThat(host.runtime()
                            .extension(ExtensionId.of("@samples/notes-skills"))
                            .holds())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@acme/crm-connector 00 | ODD | \"ODD\" is no phase that this host knows",
                "@acme/crm-connector | PLANNED | \"@acme/crm-connector\" is no id with a digest",
                "odd 00 | PLANNED | odd",
            })
    @DisplayName("LIFE-51, LIFE-91: a line of the journal that cannot be read stops the start by name")
    void journal(String members, String phase, String found) throws Exception {
        TestHost.start(home()).close();
        damage("insert into install_batch (batch, organization, members, phase, happened_at) values ('b', '', '"
                + members + "', '" + phase + "', current_timestamp)");
        assertThat(HostProblemsIT.refusal(() -> TestHost.start(home())))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ProblemCode.STORE_CORRUPT);
                    assertThat(problem.summary())
                            .startsWith("Line 1 of the table install_batch")
                            .contains(found);
                });
    }

    @Test
    @DisplayName("MAN-147, LIFE-57, GATE-172: an extension whose edges cannot be read is ordered as it was found")
    void edges() throws Exception {
        try (TestHost host = TestHost.start(home())) {
            host.install(pack("crm").writeTo(temp));
        }
        damage("update revision set manifest = regexp_replace(manifest, '\"dependencies\": *\\[\\]',"
                + " '\"dependencies\":[7]') where extension = '@acme/crm-connector'");
        try (TestHost host = TestHost.start(home())) {
            judge(ProblemCode.ORDER_BEST_EFFORT, boot(host));
        }
    }

    @Test
    @DisplayName("MAN-150, LIFE-57, GATE-172: a circle of weak edges is opened, and all in it run")
    void circle() {
        try (TestHost host = TestHost.start(home())) {
            host.install(pack("crm").wants("@acme/mail-connector", "^1").writeTo(temp));
            host.install(pack("mail").wants("@acme/crm-connector", "^1").writeTo(temp));
        }
        try (TestHost host = TestHost.start(home())) {
            judge(ProblemCode.REQUIREMENT_CYCLE_BROKEN, boot(host));
            assertThat(host.runtime().extensions())
                    .extracting(view -> view.state())
                    .containsExactly("ACTIVE", "ACTIVE");
        }
    }

    @Test
    @DisplayName("GATE-74, LIFE-61, GATE-172: a fixture whose port was taken back is not seeded")
    void fixture() {
        ExtensionPackage crm = pack("crm")
                .ports("settings")
                .block("devFixtures", "\"dev/fixtures.json\"")
                .file(
                        "dev/fixtures.json",
                        "{\"fixtures\": [{\"id\": \"greeting\", \"surface\": \"setting\", \"key\": \"greeting\","
                                + " \"value\": \"Hello\"}]}");
        try (TestHost host = TestHost.start(home())) {
            host.install(crm.writeTo(temp));
            host.apply(new Command.Revoke(crm.id(), Ports.of("settings")));
        }
        try (TestHost host = TestHost.start(home(), builder -> builder.mode(RuntimeMode.DEVELOPMENT))) {
            judge(ProblemCode.FIXTURE_NOT_SEEDED, boot(host));
            assertThat(host.state(crm.id())).isEqualTo("ACTIVE");
        }
    }

    @Test
    @DisplayName("GATE-172: a file that changes between being verified and being stored is not stored")
    void changedOnTheWay() {
        Path file = pack("crm").writeTo(temp);
        try (var host = dev.berth.host.HostRuntime.builder()
                .home(home())
                .build(new MeddledParts())
                .start()) {
            judge(ProblemCode.DIGEST_MISMATCH, HostProblemsIT.refusal(() -> host.install(file)));
            assertThat(host.extensions()).isEmpty();
        }
    }
}
