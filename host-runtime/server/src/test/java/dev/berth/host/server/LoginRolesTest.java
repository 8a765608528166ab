/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.sdk.value.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in as what. */
class LoginRolesTest {
    @TempDir
    Path folder;

    private String succeeded(LoginRig rig) throws Exception {
        HttpResponse<String> arrival = rig.signIn();
        assertThat(arrival.statusCode()).as(arrival.body()).isEqualTo(200);
        return rig.audit().getLast();
    }

    private void nobody(LoginRig rig, String reason, String text) throws Exception {
        HttpResponse<String> response = rig.signIn();
        assertThat(response.statusCode()).as(response.body()).isEqualTo(403);
        assertThat(response.body()).contains("[role-required]", text);
        assertThat(rig.session(response)).isEmpty();
        assertThat(rig.lastReason()).contains(reason);
    }

    @Test
    @DisplayName("PORT-81: roles are a set; a joined text is split; who has none is refused unless there is a fallback")
    void roles() throws Exception {
        try (LoginRig rig =
                new LoginRig(folder, true, JsonObject.of("platformRoles", Map.of("berth-ops", "operator")))) {
            rig.issuer.claims = claims -> claims.claim("groups", "berth-admins,berth-users x");
            assertThat(succeeded(rig)).contains("\"roles\":[\"admin\",\"member\"]", "\"organization\":\"acme\"");
            rig.issuer.claims = claims -> claims.claim("groups", List.of("berth-ops", "berth-admins"));
            assertThat(succeeded(rig)).contains("\"roles\":[\"operator\"]").doesNotContain("acme");
            rig.issuer.claims = claims -> claims.claim("groups", List.of("berth-admin", 7, "owner"));
            nobody(
                    rig,
                    "role-missing",
                    "ada needs a role on this host, given by the claim &quot;groups&quot;; found only values that give none."
                            + " Nobody was signed in; nothing was changed.");
            rig.issuer.claims = claims -> claims.claim("groups", null);
            nobody(rig, "role-missing", "found no such claim");
            rig.issuer.claims = claims -> claims.claim("organization", null);
            nobody(rig, "organization-missing", "an organisation, named by the claim");
            rig.issuer.claims = claims -> claims.claim("organization", "../acme");
            nobody(rig, "organization-missing", "a value that is no name of one");
        }
    }

    @Test
    @DisplayName("PORT-5: somebody whom the host cannot call so is not let in, and what was said is not repeated")
    void names() throws Exception {
        try (LoginRig rig = new LoginRig(folder, true, JsonObject.of())) {
            for (String name : List.of("", " ada", "a\u0000b", "<script>", "\ud800", "a".repeat(200))) {
                rig.issuer.claims = claims -> claims.subject(name);
                nobody(rig, "user-missing", "a user needs the claim &quot;sub&quot;");
            }
        }
    }

    @Test
    @DisplayName("PORT-62: on a host of one people are held on the platform, under the claim that the operator chose")
    void hostOfOne() throws Exception {
        JsonObject claims = JsonObject.of("user", "email", "roles", "realm_access.roles");
        try (LoginRig rig = new LoginRig(folder, false, JsonObject.of("claims", claims, "fallbackRole", "member"))) {
            rig.issuer.claims = made -> made.claim("email", "ada@acme.example")
                    .claim("realm_access", Map.of("roles", List.of("berth-admins")));
            assertThat(succeeded(rig))
                    .startsWith("LoginSucceeded user:ada@acme.example ")
                    .contains("\"roles\":[\"admin\"]")
                    .doesNotContain("acme\"");
            rig.issuer.claims = made -> made.claim("email", "bob@acme.example");
            assertThat(succeeded(rig)).contains("\"roles\":[\"member\"]");
        }
    }
}
