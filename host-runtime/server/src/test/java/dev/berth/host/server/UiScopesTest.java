/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.sdk.value.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Surfaces and actions of two organisations, over HTTP. */
class UiScopesTest {
    private static final String EXTENSION = "/api/extensions/" + Greeters.ID;
    private static final String NOTHING = "{\"surfaces\":[],\"actions\":[]}";

    private Served served;
    private String acme;
    private String other;

    @BeforeEach
    void serve(@TempDir Path folder) throws Exception {
        served = Served.in(folder, builder -> builder.multiTenant(true));
        acme = token("acme");
        other = token("other");
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private String token(String organization) throws Exception {
        JsonObject request = JsonObject.of("user", "ada", "organization", organization, "roles", List.of("admin"));
        return Served.json(served.post("/api/tokens", request)).string("token").orElseThrow();
    }

    private HttpResponse<String> post(String token, String path, JsonObject body) throws Exception {
        return served.send(served.as(token, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private HttpResponse<String> act(String token) throws Exception {
        return post(token, EXTENSION + "/actions/list", JsonObject.of());
    }

    private String surfaces(String token) throws Exception {
        return served.send(served.as(token, EXTENSION + "/surfaces")).body();
    }

    @Test
    @DisplayName(
            "PORT-32, PORT-53, PORT-101: an organisation that takes the port back sees and starts nothing; others do")
    void revoked() throws Exception {
        served.bring("1.0.0", Greeters.Shown.class, true);
        assertThat(act(acme).statusCode()).isEqualTo(200);
        String seen = surfaces(other);
        assertThat(seen).contains("\"main\"", "\"list\"");
        assertThat(surfaces(acme)).isEqualTo(seen);
        JsonObject revoke = JsonObject.of("operation", "revoke", "extension", Greeters.ID, "ports", List.of("ui"));
        HttpResponse<String> taken = post(acme, "/api/operations", revoke);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);

        assertThat(surfaces(acme)).isEqualTo(NOTHING);
        HttpResponse<String> refused = act(acme);
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body())
                .isEqualTo(
                        post(acme, EXTENSION + "/actions/none", JsonObject.of()).body());
        assertThat(surfaces(other)).isEqualTo(seen);
        assertThat(act(other).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("LIFE-130, PORT-101: what one organisation has installed for itself, no other sees or starts")
    void installed() throws Exception {
        HttpResponse<String> sent = served.send(served.as(acme, "/api/packages?name=greeter")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(TextPackages.of(Greeters.ID, "1.0.0", Greeters.Shown.class))));
        JsonObject install = JsonObject.of(
                "operation",
                "install",
                "upload",
                Served.json(sent).string("upload").orElseThrow(),
                "grant",
                "all",
                "acceptUnsigned",
                true);
        HttpResponse<String> done = post(acme, "/api/operations", install);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(act(acme).statusCode()).isEqualTo(200);
        assertThat(surfaces(acme)).contains("\"list\"");
        assertThat(act(other).statusCode()).isEqualTo(404);
        assertThat(surfaces(other)).contains("extension-not-found");
    }

    @Test
    @DisplayName("PORT-101: actions are counted as tools are, and their failures")
    void metered() throws Exception {
        served.bring("1.0.0", Greeters.Shown.class, true);
        act(acme);
        post(acme, EXTENSION + "/actions/refuse", JsonObject.of());
        post(acme, EXTENSION + "/actions/break", JsonObject.of());
        post(acme, EXTENSION + "/actions/none", JsonObject.of());
        assertThat(served.get("/metrics").body())
                .contains("berth_action_calls_total{extension=\"" + Greeters.ID + "\"} 3.0")
                .contains("berth_action_failures_total{extension=\"" + Greeters.ID + "\"} 2.0");
    }
}
