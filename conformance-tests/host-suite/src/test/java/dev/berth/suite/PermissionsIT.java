/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What permissions do beside ports on a real host, and what it says that they do. */
final class PermissionsIT {
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
                        assertThat(view.enforcedBy()).startsWith("L1: ").endsWith("nothing refuses it while code runs");
                    });
        }
        assertThat(Files.readString(Program.CHECKOUT.resolve("docs/isolation.md")))
                .contains("read for their use at install; code that runs is not asked |");
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
