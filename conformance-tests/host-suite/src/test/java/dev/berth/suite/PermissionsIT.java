/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.HostConfig;
import dev.berth.host.audit.By;
import dev.berth.host.lifecycle.Command;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What permissions do beside ports on a real host, and what it says that they do. */
final class PermissionsIT {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES = Set.of(ProblemCode.PERMISSION_DENIED);

    private static final ExtensionId ID = ExtensionId.of("@acme/net-connector");
    private static final String ENTRY = "acme.net.Entry";
    private static final String PERMISSION = "net:connect:api.acme.example:443";
    private static final String CONNECT = "{ new java.net.Socket(\"api.acme.example\", 443).close(); return 1; }";

    @TempDir
    Path temp;

    private static ExtensionPackage connector(EntrySource code) {
        return ExtensionPackage.connector("@acme/net-connector", "1.0.0").entry(ENTRY, code.text());
    }

    @Test
    @DisplayName(
            "MAN-105: a host claims of no permission more than what enforces it, neither itself nor in its documents")
    void claims() throws IOException {
        ExtensionPackage asks = connector(EntrySource.of(ENTRY).tool("net_call", CONNECT))
                .ports("mcp")
                .block("permissions", "[\"" + PERMISSION + "\"]");
        try (TestHost host = TestHost.start(temp.resolve("home"))) {
            host.install(asks.writeTo(temp));
            assertThat(host.runtime().extension(asks.id()).permissions())
                    .singleElement()
                    .satisfies(view -> {
                        assertThat(view.permission()).isEqualTo(PERMISSION);
                        assertThat(view.enforcedBy()).startsWith("L1: ").contains("L4: each use asks the host");
                    });
        }
        assertThat(Files.readString(Program.CHECKOUT.resolve("docs/isolation.md")))
                .contains("code that runs is asked at each call");
    }

    @Test
    @DisplayName(
            "I6, ENG-20, GATE-172: a revocation holds for the next use in code that runs, and a grant gives it back")
    void revoked() {
        Path file = connector(EntrySource.of(ENTRY).tool("net_path", "System.getenv(\"PATH\")"))
                .ports("mcp")
                .block("permissions", "[\"env:read:PATH\"]")
                .writeTo(temp);
        try (TestHost host = TestHost.start(temp.resolve("home"))) {
            host.install(file);
            assertThat(host.call("net_path").toString()).contains(System.getenv("PATH"));
            host.apply(new Command.Forbid(ID, Set.of("env:read:PATH")));
            Golden.judge(
                    ProblemCode.PERMISSION_DENIED,
                    HostProblemsIT.refusal(() -> host.call("net_path")),
                    temp.resolve("home"));
            assertThat(host.runtime().denials())
                    .singleElement()
                    .satisfies(denial -> assertThat(denial.permission()).isEqualTo("env:read:PATH"));
            assertThat(host.runtime().audit(0, 1000))
                    .anyMatch(entry -> entry.event().equals("PermissionRefused"));
            host.apply(new Command.Permit(ID, Set.of("env:read:PATH")));
            assertThat(host.call("net_path").toString()).contains(System.getenv("PATH"));
        }
    }

    @Test
    @DisplayName("ENG-20: a mount opens its folder from the moment it is bound until it is unbound")
    void mount() throws IOException {
        Path reports = Files.createDirectory(temp.resolve("reports"));
        Path inside = Files.writeString(reports.resolve("in.txt"), "inside");
        Path outside = Files.writeString(temp.resolve("out.txt"), "outside");
        Path file = connector(EntrySource.of(ENTRY)
                        .tool("net_in", "java.nio.file.Files.readString(java.nio.file.Path.of(\"" + inside + "\"))")
                        .tool("net_out", "java.nio.file.Files.readString(java.nio.file.Path.of(\"" + outside + "\"))"))
                .ports("mcp")
                .block("permissions", "[\"fs:read:reports\"]")
                .writeTo(temp);
        try (TestHost host = TestHost.start(temp.resolve("home"))) {
            host.install(file);
            assertDenied(host, "net_in", "berth mounts set reports FOLDER");
            host.runtime().mounts().bind("reports", reports.toString(), new By("ada", "cli"));
            assertThat(host.call("net_in").toString()).contains("inside");
            assertDenied(host, "net_out", "It lies in none of the folders");
            host.runtime().mounts().remove("reports", new By("ada", "cli"));
            assertDenied(host, "net_in", "berth mounts set reports FOLDER");
        }
    }

    @Test
    @DisplayName("ENG-20: in audit mode what a denial would have stopped runs, and is listed")
    void auditMode() {
        Path file = connector(EntrySource.of(ENTRY).tool("net_path", "System.getenv(\"PATH\")"))
                .ports("mcp")
                .block("permissions", "[\"env:read:PATH\"]")
                .writeTo(temp);
        try (TestHost host = TestHost.start(temp.resolve("home"), builder -> builder.watched(HostConfig.Watched.ALL))) {
            host.install(file);
            host.apply(new Command.Forbid(ID, Set.of("env:read:PATH")));
            assertThat(host.call("net_path").toString()).contains(System.getenv("PATH"));
            assertThat(host.runtime().denials())
                    .singleElement()
                    .satisfies(denial -> assertThat(denial.letThrough()).isTrue());
            assertThat(host.runtime().status().auditedPermissions()).containsExactly("all");
        }
    }

    private static void assertDenied(TestHost host, String tool, String why) {
        assertThat(HostProblemsIT.refusal(() -> host.call(tool)).stream().flatMap(Golden::withCauses))
                .filteredOn(problem -> problem.code() == ProblemCode.PERMISSION_DENIED)
                .singleElement()
                .satisfies(problem -> assertThat(problem.text()).contains(why));
    }

    @Test
    @DisplayName("MAN-106: a permission for the network opens no port")
    void permission() {
        ExtensionPackage asks = connector(
                        EntrySource.of(ENTRY).tool("net_call", "secrets(ctx)").members("""
                                private static Object secrets(ExtensionContext ctx) throws Exception {
                                    try {
                                        return ((SecretsPort) ExtensionContext.class.getMethod("secrets").invoke(ctx)).get("a");
                                    } catch (java.lang.reflect.InvocationTargetException e) {
                                        throw (Exception) e.getCause();
                                    }
                                }
                                """))
                .ports("mcp")
                .block("permissions", "[\"" + PERMISSION + "\"]");
        try (TestHost host = TestHost.start(temp.resolve("home"))) {
            host.install(asks.writeTo(temp));
            assertThat(HostProblemsIT.refusal(() -> host.call("net_call")).stream()
                            .flatMap(Golden::withCauses))
                    .extracting(Problem::code)
                    .contains(ProblemCode.PORT_NOT_GRANTED);
        }
    }

    @Test
    @DisplayName("MAN-106: a port that leads outside gives no permission for the network")
    void port() {
        ExtensionPackage asks =
                connector(EntrySource.of(ENTRY).tool("net_call", CONNECT)).ports("mcp", "nango");
        try (TestHost host = TestHost.start(temp.resolve("home"))) {
            Path file = asks.writeTo(temp);
            List<Problem> refused = HostProblemsIT.refusal(() -> host.install(file));
            assertThat(refused)
                    .filteredOn(Problem::isError)
                    .extracting(Problem::code)
                    .containsOnly(ProblemCode.PERMISSION_USE_UNDECLARED);
            assertThat(host.runtime().extensions()).isEmpty();
        }
    }
}
