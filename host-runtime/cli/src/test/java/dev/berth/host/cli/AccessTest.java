/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens, and decisions about ports for one organisation. */
class AccessTest {
    private static final String ROW = """
            {"id":"0123456789abcdef","user":"ada","organization":"acme","roles":["admin","member"],"createdBy":"owner",
            "created":"2026-03-01T10:00:00Z","expires":"2026-05-30T10:00:00Z","expired":false}""";

    @TempDir
    Path home;

    private FakeHost host;

    @BeforeEach
    void start() throws IOException {
        host = new FakeHost().announce(home);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void listsTokens() {
        host.on("GET /api/tokens", "{\"tokens\":[" + ROW + "]}");
        Run.Result result = new Run(home).with("NO_COLOR", "1").berth("tokens");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("0123456789abcdef", "ada", "acme", "admin", "member", "2026-05-30T10:00:00Z", "never");
        assertThat(new Run(home).berth("tokens", "list", "--json").json().members())
                .containsOnlyKeys("tokens");
        host.on("GET /api/tokens", "{\"tokens\":[]}");
        assertThat(new Run(home).berth("tokens").out()).contains("No token was given but the owner's");
    }

    @Test
    void printsANewTokenAndNothingElseWhereScriptsRead() {
        host.on("POST /api/tokens", "{\"token\":\"berth_0123456789abcdef_x\",\"details\":" + ROW + "}");
        Run.Result quiet =
                new Run(home).berth("tokens", "create", "--user", "ada", "--role", "admin", "--role", "member", "-q");
        assertThat(quiet.code()).isZero();
        assertThat(quiet.out()).isEqualTo("berth_0123456789abcdef_x\n");
        assertThat(new Run(home)
                        .berth(
                                "tokens",
                                "create",
                                "--user",
                                "a",
                                "--role",
                                "member",
                                "--organization",
                                "acme",
                                "--expires",
                                "30d")
                        .out())
                .contains("nobody can show it again");
        assertThat(host.bodies("POST /api/tokens"))
                .extracting(Object::toString)
                .containsExactly(
                        "{\"user\":\"ada\",\"roles\":[\"admin\",\"member\"]}",
                        "{\"user\":\"a\",\"roles\":[\"member\"],\"organization\":\"acme\",\"expires\":\"30d\"}");
        assertThat(new Run(home).berth("tokens", "create", "--user", "ada").code())
                .isEqualTo(2);
    }

    @Test
    void revokesByIdAndNeverRepeatsASecret() {
        host.on("GET /api/tokens", "{\"tokens\":[" + ROW + "]}");
        host.on("POST /api/tokens/0123456789abcdef/revocation", "{\"id\":\"0123456789abcdef\"}");
        assertThat(new Run(home).berth("tokens", "revoke", "0123456789abcdef").out())
                .contains("lets nobody in any more");
        Run.Result near = new Run(home).berth("tokens", "revoke", "0123456789abcde");
        assertThat(near.code()).isEqualTo(2);
        assertThat(near.err().replace('\n', ' ')).contains("Did you mean \"0123456789abcdef\"?");
        Run.Result secret = new Run(home).berth("tokens", "revoke", "berth_0123456789abcdef_secret");
        assertThat(secret.code()).isEqualTo(2);
        assertThat(secret.out() + secret.err()).contains("a whole token").doesNotContain("secret");
        assertThat(host.requests("POST")).hasSize(1);
    }

    @Test
    void decidesForOneOrganisation() {
        host.on(
                "POST /api/plans",
                "{\"operation\":\"revoke\",\"subject\":\"@acme/crm-connector\",\"effects\":[],\"touches\":[],"
                        + "\"facts\":{},\"warnings\":[],\"digest\":\"" + "a".repeat(64) + "\"}");
        host.on("POST /api/operations", "{\"changed\":true,\"summary\":\"Done.\",\"outcomes\":[]}");
        Run.Result result =
                new Run(home).berth("revoke", "@acme/crm-connector", "jobs", "--organization", "acme", "--yes");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(host.bodies("POST /api/plans"))
                .extracting(Object::toString)
                .containsExactly(
                        "{\"operation\":\"revoke\",\"extension\":\"@acme/crm-connector\",\"organization\":\"acme\","
                                + "\"ports\":[\"jobs\"]}");
    }

    @Test
    void showsWhichOrganisationsDecidedForThemselves() {
        String grant = """
                {"extension":"@acme/crm-connector","organization":"%s","status":"APPROVED","requested":["jobs"],
                "approved":[%s],"denied":[],"revoked":[],"pending":[],"dropped":[],"requestHash":"%s",
                "decidedBy":"ada","decidedAt":"2026-03-01T10:00:00Z"}""";
        String platform = grant.formatted("", "\"jobs\"", "b".repeat(64));
        host.on("GET /api/grants", "{\"grants\":[" + platform + "]}");
        assertThat(new Run(home).berth("grants").out()).doesNotContain("ORGANIZATION");
        String acme = grant.formatted("acme", "", "b".repeat(64));
        host.on("GET /api/grants", "{\"grants\":[" + platform + "," + acme + "]}");
        assertThat(new Run(home).with("NO_COLOR", "1").berth("grants").out())
                .contains("ORGANIZATION", "all others", "acme");
    }
}
