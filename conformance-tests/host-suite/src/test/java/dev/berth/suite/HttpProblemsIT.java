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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a real host answers to requests that are wrong (GATE-170, GATE-172). */
final class HttpProblemsIT {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES = Golden.codes(Case.values());

    private static final String TOKEN = "a-token-of-the-tests-0123456789";

    @TempDir
    Path temp;

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
                BerthServer server = BerthServer.start(
                        host.runtime(),
                        new ServerConfig(ServerConfig.LOOPBACK, 0, TOKEN, temp.resolve("uploads"), () -> {}));
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + wrong.path))
                    .header("Authorization", "Bearer " + TOKEN);
            HttpResponse<String> response =
                    client.send(wrong.wrong.apply(request).build(), BodyHandlers.ofString());
            List<Problem> problems = ProblemReader.list((JsonObject) StrictJson.parse(response.body()), "problems");
            assertThat(problems).extracting(Problem::code).containsExactly(wrong.code);
            assertThat(Golden.faults(problems.get(0))).isEmpty();
            Golden.compare(problems.get(0), temp);
            assertThat(host.runtime().status().ready()).isTrue();
        }
    }
}
