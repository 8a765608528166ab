/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code berth jobs}, against a host that answers from a table. */
class JobsTest {
    private static final String ID = "4b3f0c1d9a8e4f6fb0a1c2d3e4f50617";
    private static final String JOB = """
            {"id":"%s","extension":"@acme/sync-connector","organization":"default","name":"sync","state":"dead","attempts":5,
             "maxAttempts":5,"every":"PT1H","actor":"grace","createdAt":"2026-03-01T10:00:00Z","at":"2026-03-01T11:00:00Z",
             "problem":{"code":"job-dead","severity":"ERROR","blame":"AUTHOR","subject":"@acme/sync-connector",
               "summary":"It \\u001b]0;evil\\u0007 failed.","facts":{},"fix":{},"causes":[]}%s}""";

    @TempDir
    Path home;

    private FakeHost host;

    @BeforeEach
    void start() throws IOException {
        host = new FakeHost()
                .announce(home)
                .on("GET /api/jobs", "{\"jobs\":[" + JOB.formatted(ID, "") + "]}")
                .on("GET /api/jobs/" + ID, JOB.formatted(ID, ",\"payload\":{\"account\":\"a7\"}"))
                .on("POST /api/jobs/" + ID + "/restart", JOB.formatted(ID, "").replace("\"dead\"", "\"waiting\""))
                .on("POST /api/jobs/" + ID + "/cancel", JOB.formatted(ID, "").replace("\"dead\"", "\"cancelled\""));
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private Run.Result berth(String... arguments) {
        return new Run(home).berth(arguments);
    }

    @Test
    @DisplayName("CLI-1: jobs and jobs list are a table for people and the document for programs")
    void lists() {
        Run.Result result = berth("jobs");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains(ID, "dead", "@acme/sync-connector", "sync", "5/5", "berth jobs restart ID");
        assertThat(berth("jobs", "list").out()).isEqualTo(result.out());
        assertThat(berth("jobs", "--quiet").out()).doesNotContain("berth jobs restart");
        assertThat(berth("jobs", "--json").json())
                .isEqualTo(StrictJson.parse("{\"jobs\":[" + JOB.formatted(ID, "") + "]}"));
        berth("jobs", "list", "--state", "dead", "--extension", "@acme/sync-connector", "--limit", "7");
        assertThat(host.requests().getLast().line())
                .isEqualTo("GET /api/jobs?limit=7&state=dead&extension=%40acme%2Fsync-connector");
    }

    @Test
    @DisplayName("PORT-94: no job at all, and none that is asked for, are two things")
    void none() {
        host.on("GET /api/jobs", "{\"jobs\":[]}");
        assertThat(berth("jobs").out()).isEqualTo("There are no jobs.\n");
        assertThat(berth("jobs", "list", "--state", "dead").out()).contains("No job is like that", "\"berth jobs\"");
    }

    @Test
    @DisplayName("CLI-5: a state that is none has near misses; numbers and ids have their form")
    void usage() {
        Run.Result state = berth("jobs", "--state", "ded");
        assertThat(state.code()).isEqualTo(2);
        assertThat(state.err()).contains("waiting, running, paused, dead", "\"dead\"");
        assertThat(berth("jobs", "--limit", "0").code()).isEqualTo(2);
        assertThat(berth("jobs", "show", "../status").code()).isEqualTo(2);
        assertThat(berth("jobs", "restart").code()).isEqualTo(2);
        assertThat(host.requests()).isEmpty();
    }

    @Test
    @DisplayName("PORT-94: one job is shown with its payload and its problem, without what a terminal would obey")
    void shows() {
        Run.Result result = berth("jobs", "show", ID);
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("sync of @acme/sync-connector", "5/5", "PT1H", "grace", "\"account\"", "job-dead")
                .doesNotContain("\033");
        assertThat(berth("jobs", "show", ID, "--json").json().string("name")).contains("sync");
    }

    @Test
    @DisplayName("CLI-4: restart and cancel ask; without a terminal and without --yes nothing is done")
    void changes() {
        Run.Result asked = berth("jobs", "restart", ID);
        assertThat(asked.code()).isEqualTo(6);
        assertThat(asked.err()).contains("consent-required", "--yes");
        assertThat(new Run(home).onTerminal("n\n").berth("jobs", "cancel", ID).code())
                .isEqualTo(6);
        assertThat(host.requests("POST")).isEmpty();
        assertThat(new Run(home).onTerminal("y\n").berth("jobs", "restart", ID).out())
                .contains("is waiting");
        assertThat(berth("jobs", "cancel", ID, "--yes").out()).contains("is cancelled");
        assertThat(host.requests("POST")).hasSize(2);
    }

    @Test
    @DisplayName("CLI-2, CLI-3: what the host does not know is not found, and a document says so")
    void unknown() {
        Problem problem = Problem.of(ProblemCode.JOB_UNKNOWN, "job", "This host keeps no job of this id.");
        host.on("GET /api/jobs/" + ID, request -> FakeHost.Answer.problem(404, problem));
        Run.Result result = berth("jobs", "show", ID, "--json");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out()).contains("\"job-unknown\"");
    }
}
