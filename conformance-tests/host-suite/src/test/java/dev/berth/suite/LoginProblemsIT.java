/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import com.sun.net.httpserver.HttpServer;
import dev.berth.host.cli.client.ProblemReader;
import dev.berth.host.server.BerthServer;
import dev.berth.host.server.ServerConfig;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said to people who cannot sign in (GATE-172); the way that works is {@link LoginIT}'s. */
final class LoginProblemsIT {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES = Set.of(
            ProblemCode.LOGIN_INVALID,
            ProblemCode.LOGIN_UNKNOWN,
            ProblemCode.LOGIN_REFUSED,
            ProblemCode.LOGIN_UNAVAILABLE);

    @TempDir
    Path home;

    private final GatewayRig.Moved clock = new GatewayRig.Moved();
    private volatile int status = 503;

    /** A provider that describes itself once its status is 200, and has no keys. */
    private HttpServer provider() throws IOException {
        HttpServer provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String url = "http://127.0.0.1:" + provider.getAddress().getPort();
        JsonObject document = JsonObject.of(
                "issuer",
                url,
                "authorization_endpoint",
                url + "/authorize",
                "token_endpoint",
                url + "/token",
                "jwks_uri",
                url + "/keys",
                "subject_types_supported",
                JsonArray.of("public"),
                "keys",
                JsonArray.of());
        provider.createContext("/", exchange -> {
            byte[] answer = document.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        provider.start();
        return provider;
    }

    private BerthServer serve(TestHost host, JsonObject setup) throws IOException {
        Files.writeString(home.resolve("login.json"), setup.toString());
        return BerthServer.start(
                host.runtime(),
                new ServerConfig(
                        ServerConfig.LOOPBACK,
                        0,
                        "the-token-of-the-tests-0123456789",
                        home.resolve("uploads"),
                        () -> {}));
    }

    private static HttpResponse<String> get(HttpClient browser, BerthServer server, String path, String cookie)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Accept", "application/json")
                .header("Cookie", cookie)
                .build();
        return browser.send(request, BodyHandlers.ofString());
    }

    private void judge(ProblemCode code, HttpResponse<String> answer) {
        Golden.judge(code, ProblemReader.list((JsonObject) StrictJson.parse(answer.body()), "problems"), home);
    }

    @Test
    @DisplayName(
            "GATE-172: a set-up that is wrong, a provider that is away, an answer that nobody waits for, a user who says no")
    void said() throws Exception {
        HttpServer provider = provider();
        try (TestHost host = TestHost.start(home, builder -> builder.clock(clock));
                HttpClient browser = HttpClient.newHttpClient()) {
            JsonObject setup = JsonObject.of(
                    "issuer", "http://127.0.0.1:" + provider.getAddress().getPort(),
                    "clientId", "berth",
                    "callbackUrl", "http://127.0.0.1:8484/login/callback",
                    "fallbackRole", "member");
            Golden.judge(
                    ProblemCode.LOGIN_INVALID,
                    HostProblemsIT.refusal(() ->
                            serve(host, setup.with("fallbackRole", "root")).close()),
                    home);
            try (BerthServer server = serve(host, setup)) {
                judge(ProblemCode.LOGIN_UNAVAILABLE, get(browser, server, "/login", ""));
                status = 200;
                clock.forward(Duration.ofMinutes(1));
                judge(ProblemCode.LOGIN_UNKNOWN, get(browser, server, "/login/callback?code=x&state=y", ""));
                HttpResponse<String> gone = get(browser, server, "/login", "");
                String cookie =
                        gone.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
                String state =
                        gone.headers().firstValue("Location").orElseThrow().replaceAll(".*[?&]state=([^&]+).*", "$1");
                judge(
                        ProblemCode.LOGIN_REFUSED,
                        get(browser, server, "/login/callback?error=access_denied&state=" + state, cookie));
            }
        } finally {
            provider.stop(0);
        }
    }
}
