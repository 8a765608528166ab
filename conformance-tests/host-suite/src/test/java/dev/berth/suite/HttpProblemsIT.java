/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.cli.client.ProblemReader;
import dev.berth.host.server.BerthServer;
import dev.berth.host.server.ServerConfig;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a real host answers to requests that are wrong (GATE-170, GATE-172). */
final class HttpProblemsIT {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES = codes();

    private static final String TOKEN = "a-token-of-the-tests-0123456789";
    /** As many event streams as a host opens. */
    private static final int STREAMS = 200;

    @TempDir
    Path temp;

    private static Set<ProblemCode> codes() {
        Set<ProblemCode> codes = EnumSet.copyOf(Golden.codes(Case.values()));
        codes.addAll(Set.of(ProblemCode.ADDRESS_TAKEN, ProblemCode.STREAMS_EXHAUSTED, ProblemCode.INTERNAL_ERROR));
        return codes;
    }

    private BerthServer serve(TestHost host, int port) {
        return BerthServer.start(
                host.runtime(),
                new ServerConfig(ServerConfig.LOOPBACK, port, TOKEN, temp.resolve("uploads"), () -> {}));
    }

    private static HttpRequest.Builder request(BerthServer server, String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path)).header("Authorization", "Bearer " + TOKEN);
    }

    private static List<Problem> problems(HttpResponse<String> response) {
        return ProblemReader.list((JsonObject) StrictJson.parse(response.body()), "problems");
    }

    /** A request of the owner, and what is wrong with it. */
    @SuppressWarnings("ImmutableEnumChecker") // a case is a function
    enum Case {
        ROUTE_NOT_FOUND("/api/statuss", request -> request),
        METHOD_NOT_ALLOWED("/api/status", request -> request.POST(BodyPublishers.noBody())),
        TOKEN_REQUIRED("/api/status", request -> request.setHeader("Authorization", "Bearer another")),
        ORIGIN_REFUSED("/api/status", request -> request.header("Origin", "https://evil.example")),
        UPLOAD_NOT_FOUND("/api/plans", request -> json(request, "{\"operation\": \"install\", \"upload\": \"gone\"}")),
        REQUEST_TOO_LARGE("/api/plans", request -> json(request, "\"" + "x".repeat(2 << 20) + "\"")),
        USAGE_INVALID("/api/plans", request -> json(request, "{\"operation\": \"instal\"}"));

        private final ProblemCode code = ProblemCode.valueOf(name());
        private final String path;
        private final UnaryOperator<HttpRequest.Builder> wrong;

        Case(String path, UnaryOperator<HttpRequest.Builder> wrong) {
            this.path = path;
            this.wrong = wrong;
        }

        private static HttpRequest.Builder json(HttpRequest.Builder request, String body) {
            return request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        }
    }

    @ParameterizedTest
    @DisplayName("GATE-172: what a host answers to a wrong request")
    @EnumSource
    void isAnsweredWithItsCode(Case wrong) throws IOException, InterruptedException {
        try (TestHost host = TestHost.start(temp.resolve("home"));
                BerthServer server = serve(host, 0);
                HttpClient client = HttpClient.newHttpClient()) {
            List<Problem> problems = problems(
                    client.send(wrong.wrong.apply(request(server, wrong.path)).build(), BodyHandlers.ofString()));
            assertThat(problems).extracting(Problem::code).containsExactly(wrong.code);
            assertThat(Golden.faults(problems.get(0))).isEmpty();
            Golden.compare(problems.get(0), temp);
            assertThat(host.runtime().status().ready()).isTrue();
        }
    }

    @Test
    @DisplayName("GATE-172: an address that another server has")
    void address() {
        try (TestHost host = TestHost.start(temp.resolve("home"));
                BerthServer first = serve(host, 0)) {
            int port = first.url().getPort();
            Golden.judge(
                    ProblemCode.ADDRESS_TAKEN,
                    HostProblemsIT.refusal(() -> serve(host, port).close()),
                    temp);
        }
    }

    @Test
    @DisplayName("GATE-172: a stream more than a host has")
    void streams() throws IOException, InterruptedException {
        try (TestHost host = TestHost.start(temp.resolve("home"));
                BerthServer server = serve(host, 0)) {
            List<InputStream> open = new ArrayList<>();
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            HttpRequest stream = request(server, "/api/notifications/stream").build();
            for (int i = 0; i < STREAMS; i++) {
                HttpResponse<InputStream> one = client.send(stream, BodyHandlers.ofInputStream());
                assertThat(one.statusCode()).isEqualTo(200);
                open.add(one.body());
            }
            Golden.judge(ProblemCode.STREAMS_EXHAUSTED, problems(client.send(stream, BodyHandlers.ofString())), temp);
            for (InputStream one : open) {
                one.close();
            }
            client.shutdownNow();
        }
    }

    /** A clock stands for anything that nobody thought could fail. */
    private static final class Broken extends Clock {
        private volatile boolean broken;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            if (broken) {
                throw new IllegalStateException("hunter2 is no time");
            }
            return Instant.now();
        }
    }

    @Test
    @DisplayName("GATE-165, GATE-172: a failure of the host itself tells where to look, and nothing of the inside")
    void internal() throws IOException, InterruptedException {
        Broken clock = new Broken();
        try (TestHost host = TestHost.start(temp.resolve("home"), builder -> builder.clock(clock));
                BerthServer server = serve(host, 0);
                HttpClient client = HttpClient.newHttpClient()) {
            clock.broken = true;
            HttpResponse<String> response = client.send(
                    Case.json(request(server, "/api/tokens"), "{\"user\": \"ada\", \"roles\": [\"member\"]}")
                            .build(),
                    BodyHandlers.ofString());
            clock.broken = false;
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).doesNotContain("hunter2", "Exception");
            Golden.judge(ProblemCode.INTERNAL_ERROR, problems(response), temp);
            assertThat(host.runtime().status().ready()).isTrue();
        }
    }
}
