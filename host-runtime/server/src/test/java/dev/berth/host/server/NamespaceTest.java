/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.identity.Role;
import dev.berth.sdk.value.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may name a host, over HTTP. */
class NamespaceTest {
    @TempDir
    Path folder;

    private Served served;

    @BeforeEach
    void serve() throws Exception {
        served = Served.in(folder, builder -> builder.multiTenant(true));
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private String token(Optional<String> organization, Role role) throws Exception {
        JsonObject request = JsonObject.of("user", "ada", "roles", List.of(role.toString()));
        return Served.json(served.post(
                        "/api/tokens",
                        organization
                                .map(name -> request.with("organization", name))
                                .orElse(request)))
                .string("token")
                .orElseThrow();
    }

    private HttpResponse<String> post(String token, String path, JsonObject body) throws Exception {
        return served.send(served.as(token, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private static void refused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(Served.json(response).string("code")).contains(code);
    }

    @Test
    @DisplayName(
            "LIFE-155, LIFE-157, LIFE-162: administrators of the platform name the host; another name is the operator's, with"
                    + " all that confirms it")
    void namespaces() throws Exception {
        String admin = token(Optional.empty(), Role.ADMIN);
        String operator = token(Optional.empty(), Role.OPERATOR);
        JsonObject choose = JsonObject.of("operation", "namespace", "namespace", " Acme ");
        refused(post(token(Optional.of("acme"), Role.OWNER), "/api/plans", choose), 403, "role-required");
        refused(post(operator, "/api/operations", choose), 403, "role-required");
        refused(post(admin, "/api/plans", choose.with("namespace", " ")), 422, "namespace-required");
        refused(post(admin, "/api/plans", choose.with("namespace", "a")), 422, "namespace-format");
        refused(post(admin, "/api/plans", choose.with("namespace", 7)), 400, "usage-invalid");
        refused(post(admin, "/api/plans", choose.with("organization", "acme")), 400, "usage-invalid");
        JsonObject plan = Served.json(post(admin, "/api/plans", choose));
        String digest = plan.string("digest").orElseThrow();
        refused(post(admin, "/api/operations", choose.with("digest", "0".repeat(64))), 409, "plan-stale");
        assertThat(post(admin, "/api/operations", choose.with("digest", digest)).statusCode())
                .isEqualTo(200);
        refused(post(admin, "/api/operations", choose.with("digest", digest)), 409, "plan-stale");
        JsonObject other = choose.with("namespace", "acme-labs");
        refused(post(admin, "/api/operations", other), 409, "namespace-frozen");
        JsonObject change = other.with("operation", "namespace-change");
        refused(post(admin, "/api/operations", change), 403, "role-required");
        refused(post(operator, "/api/operations", change), 409, "confirmation-required");
        assertThat(post(
                                operator,
                                "/api/operations",
                                change.with("replaces", "acme")
                                        .with("reason", "sold")
                                        .with("confirmDestructive", true))
                        .statusCode())
                .isEqualTo(200);
    }
}
