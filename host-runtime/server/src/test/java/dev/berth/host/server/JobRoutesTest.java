/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.live.Caller;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobRoutesTest {
    @TempDir
    Path folder;

    private Served served;
    private String id;

    @BeforeEach
    void start() throws Exception {
        served = Served.in(folder);
        served.bring("1.0.0", Greeters.Queueing.class, true);
        id = served.host
                .callTool("queue", JsonObject.of("n", 1), Caller.user("grace", "default"))
                .string("result")
                .orElseThrow();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private List<JsonValue> jobs(String query) throws Exception {
        HttpResponse<String> response = served.get("/api/jobs" + query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ((JsonArray) Served.json(response).get("jobs").orElseThrow()).items();
    }

    private void refused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(Served.json(response).string("code")).contains(code);
    }

    @Test
    @DisplayName("PORT-94: jobs are listed by state and extension; one is shown with its payload")
    void looks() throws Exception {
        JsonObject job = (JsonObject) jobs("").get(0);
        assertThat(job.string("id")).contains(id);
        assertThat(job.string("state")).contains("paused");
        assertThat(job.string("actor")).contains("grace");
        assertThat(job.get("payload")).isEmpty();
        assertThat(jobs("?state=paused&limit=1&extension=" + Greeters.ID)).containsExactly(job);
        assertThat(jobs("?state=dead")).isEmpty();
        assertThat(jobs("?extension=@acme/other-connector")).isEmpty();
        assertThat(Served.json(served.get("/api/jobs/" + id)).get("payload")).contains(JsonObject.of("n", 1));
    }

    @Test
    @DisplayName("PORT-94: a job is cancelled; one that is not dead is not restarted; what is unknown is not found")
    void changes() throws Exception {
        refused(served.post("/api/jobs/" + id + "/restart", JsonObject.of()), 409, "job-not-dead");
        HttpResponse<String> cancelled = served.post("/api/jobs/" + id + "/cancel", JsonObject.of());
        assertThat(cancelled.statusCode()).as(cancelled.body()).isEqualTo(200);
        assertThat(Served.json(cancelled).string("state")).contains("cancelled");
        assertThat(jobs("?state=cancelled")).hasSize(1);
        assertThat(served.get("/api/audit").body()).contains("JobCancelled");
        refused(served.get("/api/jobs/none"), 404, "job-unknown");
        refused(served.post("/api/jobs/none/cancel", JsonObject.of()), 404, "job-unknown");
    }

    @Test
    @DisplayName("A query that means nothing is refused and says what would")
    void badQueries() throws Exception {
        for (String query : List.of("?state=asleep", "?limit=0", "?limit=1001", "?extension=acme", "?colour=red")) {
            refused(served.get("/api/jobs" + query), 400, "usage-invalid");
        }
        assertThat(served.get("/api/jobs?state=asleep").body()).contains("waiting, running, paused, dead, done");
    }
}
