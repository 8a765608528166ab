/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code berth connections}, against a host that answers from a table. */
class ConnectionsTest {
    private static final String TWO = """
            {"connections":[
              {"connectionId":"9f3a","providerConfigKey":"github","user":"ada","createdAt":"2026-11-21T12:00:00Z","state":"CONNECTED"},
              {"connectionId":"77b1","providerConfigKey":"slack","createdAt":"2026-11-21T12:00:00Z","state":"FAILED",
               "failure":"The connection 77b1 to slack needs a refresh token that the provider accepts; found invalid_grant."}
            ]}""";

    @TempDir
    Path home;

    private FakeHost host;

    @BeforeEach
    void start() throws IOException {
        host = new FakeHost().announce(home).on("GET /api/connections", TWO);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private Run.Result berth(String... arguments) {
        return new Run(home).berth(arguments);
    }

    @Test
    @DisplayName("CLI-3: connections are a table with what is wrong below it, and the document for programs")
    void list() {
        Run.Result result = berth("connections");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains(
                        "9f3a",
                        "github",
                        "ada",
                        "connected",
                        "77b1",
                        "the organization",
                        "failed",
                        "found invalid_grant.");
        assertThat(berth("connections", "--json").json().get("connections")).isPresent();
        host.on("GET /api/connections", "{\"connections\":[]}");
        assertThat(berth("connections").out()).contains("Nobody has connected anything.");
    }

    @Test
    @DisplayName("CLI-4: a connection is deleted when somebody agrees, and not without")
    void delete() {
        host.on("DELETE /api/connections/77b1", "{\"deleted\":{\"connectionId\":\"77b1\"}}");
        Run.Result asked = berth("connections", "delete", "77b1");
        assertThat(asked.code()).isEqualTo(6);
        assertThat(asked.err()).contains("[consent-required]", "--yes");
        assertThat(host.requests()).allMatch(request -> request.line().startsWith("GET "));
        Run.Result done = berth("connections", "delete", "77b1", "--yes");
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).contains("The connection to slack of the organization is deleted.");
        assertThat(host.requests()).anyMatch(request -> request.line().startsWith("DELETE "));
    }

    @Test
    @DisplayName("CLI-5: an id that no connection has is answered with those that are near")
    void unknown() {
        Run.Result result = berth("connections", "delete", "9f3b", "--yes");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("There is no connection \"9f3b\"", "9f3a", "[connection-not-found]");
        assertThat(host.requests()).noneMatch(request -> request.line().startsWith("DELETE "));
    }
}
