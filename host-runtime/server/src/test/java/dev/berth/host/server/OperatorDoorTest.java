/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.sdk.value.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the operator of a host is let in, and nobody else (LIFE-117, LIFE-166, LIFE-S37). */
class OperatorDoorTest {
    private static final JsonObject PURGE = JsonObject.of("operation", "purge", "extension", Greeters.ID);

    @TempDir
    Path folder;

    private Served served;
    private OperatorDoor door;

    @BeforeEach
    void serve() throws Exception {
        served = Served.in(folder);
        served.bring("1.0.0", Greeters.More.class, true);
        door = OperatorDoor.open(served.host, Served.TOKEN);
    }

    @AfterEach
    void stop() {
        door.close();
        served.close();
    }

    private HttpRequest.Builder request(String token) {
        return HttpRequest.newBuilder(URI.create(door.url() + "/operator/purge"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> purge(HttpRequest.Builder request, JsonObject body) throws Exception {
        return served.send(request.POST(BodyPublishers.ofString(body.toString())));
    }

    private static void refused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(Served.json(response).string("code")).contains(code);
    }

    private JsonObject planned() throws Exception {
        return JsonObject.of(
                "extension",
                Greeters.ID,
                "digest",
                Served.json(served.post("/api/plans", PURGE)).string("digest").orElseThrow());
    }

    @Test
    @DisplayName("LIFE-S37: over REST a purge can be planned; there is no route to do it, and no operation")
    void notOverRest() throws Exception {
        refused(served.post("/api/operations", PURGE), 403, "operator-only");
        refused(served.post("/operator/purge", planned()), 404, "route-not-found");
        assertThat(served.get("/api/openapi.json").body()).doesNotContain("/operator/");
        assertThat(served.host.extensions()).hasSize(1);
    }

    @Test
    @DisplayName("LIFE-117: the door takes the owner's token alone, from no page and under no other name")
    void onlyTheOwner() throws Exception {
        JsonObject planned = planned();
        String admin = Served.json(served.post("/api/tokens", JsonObject.of("user", "ada", "roles", List.of("owner"))))
                .string("token")
                .orElseThrow();
        refused(purge(request(admin), planned), 403, "operator-only");
        refused(purge(request(""), planned), 403, "operator-only");
        refused(purge(request(Served.TOKEN).header("Origin", door.url().toString()), planned), 403, "operator-only");
        assertThat(door.url().getHost()).isEqualTo("127.0.0.1");
        assertThat(served.host.extensions()).hasSize(1);
    }

    @Test
    @DisplayName(
            "LIFE-118, LIFE-120: the operator purges what the plan said; from a marketplace there is nothing to purge")
    void purges() throws Exception {
        JsonObject planned = planned();
        refused(purge(request(Served.TOKEN), planned.with("includeRegistry", true)), 400, "usage-invalid");
        refused(purge(request(Served.TOKEN), JsonObject.of("extension", Greeters.ID)), 409, "consent-required");
        refused(purge(request(Served.TOKEN), planned.with("digest", "0".repeat(64))), 409, "plan-stale");
        HttpResponse<String> done = purge(request(Served.TOKEN), planned);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(served.host.extensions()).isEmpty();
        assertThat(served.host.audit(0, 100))
                .filteredOn(entry -> entry.event().startsWith("purge"))
                .extracting(entry -> entry.event() + " " + entry.actor() + " " + entry.surface())
                .containsExactly("purge-started owner cli", "purge-committed owner cli");
    }
}
