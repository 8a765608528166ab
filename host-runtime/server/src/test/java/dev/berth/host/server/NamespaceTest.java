/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.identity.Role;
import dev.berth.sdk.value.JsonObject;
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

    @Test
    @DisplayName(
            "LIFE-155, LIFE-157, LIFE-162: administrators of the platform name the host; another name is the operator's, with"
                    + " all that confirms it")
    void namespaces() throws Exception {
        String admin = token(Optional.empty(), Role.ADMIN);
        String operator = token(Optional.empty(), Role.OPERATOR);
        JsonObject choose = JsonObject.of("operation", "namespace", "namespace", " Acme ");
        Served.refused(served.post(token(Optional.of("acme"), Role.OWNER), "/api/plans", choose), 403, "role-required");
        Served.refused(served.post(operator, "/api/operations", choose), 403, "role-required");
        Served.refused(served.post(admin, "/api/plans", choose.with("namespace", " ")), 422, "namespace-required");
        Served.refused(served.post(admin, "/api/plans", choose.with("namespace", "a")), 422, "namespace-format");
        Served.refused(served.post(admin, "/api/plans", choose.with("namespace", 7)), 400, "usage-invalid");
        Served.refused(served.post(admin, "/api/plans", choose.with("organization", "acme")), 400, "usage-invalid");
        JsonObject plan = Served.json(served.post(admin, "/api/plans", choose));
        String digest = plan.string("digest").orElseThrow();
        Served.refused(served.post(admin, "/api/operations", choose.with("digest", "0".repeat(64))), 409, "plan-stale");
        assertThat(served.post(admin, "/api/operations", choose.with("digest", digest))
                        .statusCode())
                .isEqualTo(200);
        Served.refused(served.post(admin, "/api/operations", choose.with("digest", digest)), 409, "plan-stale");
        JsonObject other = choose.with("namespace", "acme-labs");
        Served.refused(served.post(admin, "/api/operations", other), 409, "namespace-frozen");
        JsonObject change = other.with("operation", "namespace-change");
        Served.refused(served.post(admin, "/api/operations", change), 403, "role-required");
        Served.refused(served.post(operator, "/api/operations", change), 409, "confirmation-required");
        assertThat(served.post(
                                operator,
                                "/api/operations",
                                change.with("replaces", "acme")
                                        .with("reason", "sold")
                                        .with("confirmDestructive", true))
                        .statusCode())
                .isEqualTo(200);
    }
}
