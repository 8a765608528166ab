/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.audit.AuditEntry;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonBoolean;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each route answers, on a real host. */
class ApiTest {
    @TempDir
    Path folder;

    private Served served;

    @BeforeEach
    void serve() throws IOException {
        served = Served.in(folder);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    @DisplayName("LIFE-64: what was skipped at the start is in readiness, which needs no token")
    void healthNeedsNoToken() throws Exception {
        HttpResponse<String> response = served.send(served.anonymous("/health"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"status\":\"up\",\"degraded\":[],\"skipped\":[\"trust-refresh\",\"bundled-seed\"]}");
    }

    @Test
    void statusNamesItsAddresses() throws Exception {
        JsonObject status = Served.json(served.get("/api/status"));

        assertThat(status.string("url")).contains(served.server.url().toString());
        assertThat(status.string("mcpUrl")).contains(served.server.mcpUrl().toString());
        assertThat(status.string("abi")).contains(served.host.status().abi());
        assertThat(status.get("ready")).contains(new JsonBoolean(true));
    }

    /** GATE-1: "berth check --against" asks for it. */
    @Test
    void thePolicyIsWhatPackagesAreJudgedBy() throws Exception {
        JsonObject policy = Served.json(served.get("/api/policy"));

        assertThat(policy)
                .isEqualTo(served.host.policy())
                .hasToString("{\"allowedScopes\":{\"connector\":[\"acme\"]}}");
    }

    @Test
    void anExtensionIsShownWholeOrExplained() throws Exception {
        served.bring("1.0.0", Greeters.One.class, true);

        assertThat(list(served.get("/api/extensions"), "extensions")).hasSize(1);
        JsonObject detail = Served.json(served.get("/api/extensions/" + Greeters.ID));
        assertThat(((JsonObject) detail.get("summary").orElseThrow()).string("state"))
                .contains("ACTIVE");
        assertThat(Served.json(served.get("/api/extensions/" + Greeters.ID + "/why"))
                        .get("active"))
                .contains(new JsonBoolean(true));
        assertThat(list(served.get("/api/grants"), "grants")).hasSize(1);
        assertThat(list(served.get("/api/grants/" + Greeters.ID), "grants")).hasSize(1);
        assertThat(list(served.get("/api/tools"), "tools")).hasSize(1);
        assertThat(list(served.get("/api/tools"), "own"))
                .extracting(tool -> ((JsonObject) tool).string("owner").orElse(""))
                .hasSizeGreaterThan(1)
                .containsOnly("host");
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        for (String path : List.of(
                "/api/extensions/@acme/none-agent",
                "/api/extensions/@acme/none-agent/why",
                "/api/grants/@acme/none-agent")) {
            HttpResponse<String> response = served.get(path);

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(Served.json(response).string("code")).contains("extension-not-found");
        }
    }

    @Test
    void aPackageIsSentPlannedAndInstalledByTheDigestOfItsPlan() throws Exception {
        JsonObject sent = upload();
        JsonObject install = JsonObject.of(
                "operation",
                "install",
                "upload",
                sent.get("upload").orElseThrow(),
                "grant",
                "all",
                "acceptUnsigned",
                true);

        HttpResponse<String> planned = served.post("/api/plans", install);
        assertThat(planned.statusCode()).as(planned.body()).isEqualTo(200);
        assertThat(served.host.extensions()).isEmpty();

        HttpResponse<String> stale = served.post("/api/operations", install.with("digest", "0".repeat(64)));
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(Served.json(stale).string("code")).contains("plan-stale");

        String digest = Served.json(planned).string("digest").orElseThrow();
        HttpResponse<String> done = served.post("/api/operations", install.with("digest", digest));
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(Served.json(done).get("changed")).contains(new JsonBoolean(true));
        assertThat(((JsonObject) Served.json(done).get("plan").orElseThrow()).string("digest"))
                .contains(digest);
        assertThat(list(done, "outcomes")).hasSize(1);
        assertThat(served.host.extensions()).extracting(view -> view.state()).containsExactly("ACTIVE");
    }

    @Test
    void sendingKeepsAFileThatIsNoOneElses() throws Exception {
        JsonObject sent = upload();

        assertThat(sent.string("sha256").orElseThrow()).hasSize(64);
        try (Stream<Path> files = Files.list(folder.resolve("uploads"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactly(sent.string("upload").orElseThrow());
        }
    }

    @Test
    void decisionsAreMadeByTheHashThatWasShown() throws Exception {
        JsonObject install = JsonObject.of(
                "operation", "install", "upload", upload().get("upload").orElseThrow(), "acceptUnsigned", true);
        assertThat(served.post("/api/operations", install).statusCode()).isEqualTo(200);
        JsonObject pending =
                (JsonObject) list(served.get("/api/grants"), "grants").get(0);

        JsonObject grant = JsonObject.of("operation", "grant", "extension", Greeters.ID, "ports", List.of("mcp"));
        assertThat(served.post("/api/operations", grant.with("requestHash", "stale"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(served.post(
                                "/api/operations",
                                grant.with(
                                        "requestHash",
                                        pending.get("requestHash").orElseThrow()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(served.host.grants().get(0).approved()).containsExactly("mcp");
    }

    @Test
    void theAuditSaysWhoAskedWhere() throws Exception {
        JsonObject archive = JsonObject.of("operation", "archive", "extension", Greeters.ID);
        served.bring("1.0.0", Greeters.One.class, true);
        served.send(served.request("/api/operations")
                .header("Content-Type", "application/json")
                .header("X-Berth-Surface", "cli")
                .POST(BodyPublishers.ofString(archive.toString())));
        served.post("/api/operations", archive.with("operation", "restore"));

        List<AuditEntry> entries = served.host.audit(0, 100);
        assertThat(entries)
                .filteredOn(entry -> entry.event().equals("StatusChanged"))
                .extracting(AuditEntry::actor, AuditEntry::surface)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("owner", "cli"),
                        org.assertj.core.groups.Tuple.tuple("owner", "rest"));
        assertThat(list(served.get("/api/audit?after=1&limit=2"), "entries")).hasSize(2);
        assertThat(served.get("/api/audit/verification").body()).isEqualTo("{\"intact\":true}");
        assertThat(served.get("/api/leaks").body()).isEqualTo("{\"leaks\":[],\"problems\":[]}");
    }

    @Test
    void aHeadIsAGetWithoutABody() throws Exception {
        HttpResponse<String> response =
                served.send(served.request("/api/status").method("HEAD", BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void aStopIsAnsweredAndThenDone() throws Exception {
        HttpResponse<String> response =
                served.send(served.request("/api/shutdown").POST(BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(served.shutdown.await(5, TimeUnit.SECONDS)).isTrue();
    }

    private JsonObject upload() throws Exception {
        HttpResponse<String> response = served.send(served.request("/api/packages?name=greeter.tgz")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(TextPackages.of(Greeters.ID, "1.0.0", Greeters.One.class))));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return Served.json(response);
    }

    private static List<JsonValue> list(HttpResponse<String> response, String member) {
        return ((JsonArray) Served.json(response).get(member).orElseThrow()).items();
    }
}
