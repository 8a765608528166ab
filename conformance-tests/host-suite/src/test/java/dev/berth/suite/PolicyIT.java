/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.suite.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One policy file of a host, for what it installs and for who checks against it. */
final class PolicyIT {
    private static final String POLICY =
            "{\"allowedScopes\": {\"connector\": [\"acme\"]}, \"license\": {\"default\": [\"MIT\"]}}";

    @TempDir
    Path temp;

    private Path home;

    @BeforeEach
    void policy() throws IOException {
        home = Files.createDirectory(temp.resolve("home"));
        Files.writeString(home.resolve("policy.json"), POLICY);
    }

    private Path connector(String id, String license) {
        String entry = id.substring(1, id.indexOf('/')) + ".Entry";
        return ExtensionPackage.connector(id, "1.0.0")
                .entry(entry, EntrySource.of(entry).text())
                .field("license", "\"" + license + "\"")
                .writeTo(temp);
    }

    @Test
    @DisplayName("GATE-8, GATE-9, MAN-32, GATE-51: what a host installs is judged by the policy in its home")
    void installs() {
        try (TestHost host = TestHost.start(home)) {
            assertThat(refused(host, connector("@beta/crm-connector", "MIT")))
                    .containsExactly(ProblemCode.SCOPE_NOT_ALLOWED);
            assertThat(refused(host, connector("@acme/crm-connector", "Apache-2.0")))
                    .containsExactly(ProblemCode.LICENSE_NOT_ALLOWED);
            host.install(connector("@acme/crm-connector", "MIT"));
            assertThat(host.runtime().extensions())
                    .extracting(view -> view.state())
                    .containsExactly("ACTIVE");
        }
    }

    private static List<ProblemCode> refused(TestHost host, Path file) {
        return HostProblemsIT.refusal(() -> host.install(file)).stream()
                .filter(Problem::isError)
                .map(Problem::code)
                .toList();
    }

    @Test
    @DisplayName("GATE-1, GATE-4: --against judges by the policy of a running host")
    void checksAgainst() throws Exception {
        String stranger = connector("@beta/crm-connector", "Apache-2.0").toString();
        Program berth = new Program(home);
        Result up = berth.run("up", "--port", "0", "--detach", "--no-samples");
        assertThat(up.exit()).as(up.err()).isZero();
        try {
            String url = berth.hostFile().string("url").orElseThrow();
            Result alone = berth.run("check", stranger, "--gate", "naming,license", "--no-probe");
            assertThat(alone.out()).doesNotContain("[scope-not-allowed]", "[license-not-allowed]");
            Result against = berth.run("check", stranger, "--gate", "naming,license", "--against", url);
            assertThat(against.exit()).as(against.err()).isEqualTo(1);
            assertThat(against.out()).contains("[scope-not-allowed]", "[license-not-allowed]");
        } finally {
            assertThat(berth.run("down").exit()).isZero();
        }
    }

    @Test
    @DisplayName("GATE-9: a host whose policy has an unknown key does not start, and its home stays as it was")
    void refusesToStart() throws IOException {
        Files.writeString(home.resolve("policy.json"), "{\"allowedScope\": {}}");
        List<Problem> problems = HostProblemsIT.refusal(() -> TestHost.start(home));
        assertThat(problems).extracting(Problem::code).containsExactly(ProblemCode.POLICY_INVALID);
        assertThat(problems.get(0).text())
                .contains("policy.json", "near \"allowedScopes\"", "The host was not started.");
        assertThat(home.toFile().list()).containsExactly("policy.json");
    }
}
