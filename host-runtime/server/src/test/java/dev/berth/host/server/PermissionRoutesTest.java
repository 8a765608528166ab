/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ENG-20 over HTTP: decisions about permissions, and mounts. */
final class PermissionRoutesTest {
    @TempDir
    Path folder;

    private Served served;

    @BeforeEach
    void serve() throws Exception {
        served = Served.in(Files.createDirectory(folder.resolve("home")));
        served.bring("1.0.0", Greeters.One.class, true);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return served.send(served.request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    private static List<?> mounts(HttpResponse<String> response) {
        return ((JsonArray) Served.json(response).get("mounts").orElseThrow()).items();
    }

    @Test
    @DisplayName("ENG-20: a folder is bound, shown and unbound, and who did it is audited")
    void mounts() throws Exception {
        Path reports = Files.createDirectory(folder.resolve("reports"));
        HttpResponse<String> bound = send(
                "PUT",
                "/api/mounts/reports",
                JsonObject.of("folder", reports.toString()).toString());
        assertThat(bound.statusCode()).as(bound.body()).isEqualTo(200);
        assertThat(Served.json(bound).string("folder"))
                .contains(reports.toRealPath().toString());
        assertThat(mounts(served.get("/api/mounts"))).hasSize(1);
        assertThat(mounts(send("DELETE", "/api/mounts/reports", ""))).isEmpty();
        assertThat(served.get("/api/audit?limit=500").body()).contains("MountBound", "MountRemoved");
    }

    @Test
    @DisplayName("ENG-20: what cannot be a mount is refused, says what one needs, and binds nothing")
    void bad() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        Files.createSymbolicLink(folder.resolve("to-home"), folder.resolve("home"));
        for (String wrong : List.of(
                "",
                " ",
                "relative",
                "../home",
                file.toString(),
                folder.resolve("missing").toString(),
                folder.toString(),
                "/",
                folder.resolve("home").toString(),
                folder.resolve("home/uploads/..").toString(),
                folder.resolve("to-home").toString(),
                "/tmp\u0000x",
                "/\ud800",
                "x".repeat(10_000))) {
            HttpResponse<String> response = send(
                    "PUT", "/api/mounts/reports", JsonObject.of("folder", wrong).toString());
            assertThat(response.statusCode())
                    .as("%s: %s", wrong, response.body())
                    .isBetween(400, 422);
        }
        for (String body : List.of("{}", "[]", "{\"folder\":7}", "{\"folder\":\"/tmp\",\"x\":1}")) {
            assertThat(send("PUT", "/api/mounts/reports", body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(send(
                                "PUT",
                                "/api/mounts/a%20b",
                                JsonObject.of("folder", "/tmp").toString())
                        .statusCode())
                .isBetween(400, 422);
        assertThat(send("DELETE", "/api/mounts/never", "").statusCode()).isBetween(400, 422);
        assertThat(mounts(served.get("/api/mounts"))).isEmpty();
    }

    @Test
    @DisplayName("MAN-106: a decision is about permissions or about ports, and only about what is asked for")
    void decisions() throws Exception {
        JsonObject grant = JsonObject.of("operation", "grant", "extension", Greeters.ID);
        HttpResponse<String> both = served.post(
                "/api/operations", grant.with("ports", List.of("mcp")).with("permissions", List.of("fs:tmp")));
        assertThat(both.statusCode()).as(both.body()).isEqualTo(400);
        HttpResponse<String> unasked = served.post("/api/operations", grant.with("permissions", List.of("fs:tmp")));
        assertThat(Served.json(unasked).string("code")).as(unasked.body()).contains("grant-not-requested");
        HttpResponse<String> organization = served.post(
                "/api/operations", grant.with("permissions", List.of("fs:tmp")).with("organization", "default"));
        assertThat(organization.statusCode()).isEqualTo(400);
    }

    @Test
    @DisplayName("MAN-105: the permissions of all and of one are shown, and those of none are not found")
    void shown() throws Exception {
        for (String path : List.of("/api/permissions", "/api/permissions/" + Greeters.ID)) {
            JsonObject body = Served.json(served.get(path));
            assertThat(body.get("permissions")).contains(new JsonArray(List.of()));
            assertThat(body.get("denied")).contains(new JsonArray(List.of()));
        }
        assertThat(served.get("/api/permissions/@acme/none-connector").statusCode())
                .isEqualTo(404);
    }
}
