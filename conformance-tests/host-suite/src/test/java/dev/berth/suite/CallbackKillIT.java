/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.berth.host.port.nango.ConnectPages;
import dev.berth.host.port.nango.ConnectionGateway;
import dev.berth.host.port.nango.ConnectionOwner;
import dev.berth.host.port.nango.StoredConnection;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kill while a user comes back from a provider: the connection is there or not, never half. */
class CallbackKillIT {
    private static final int ROUNDS = 4;
    private static final long SOON = 30_000_000;
    private static final int SEED = 4711;
    private static final ConnectionOwner ACME = new ConnectionOwner("acme", Optional.empty());

    @TempDir
    Path temp;

    /** When the host is killed. */
    private enum Moment {
        /** The provider has the code, and says nothing any more. */
        BEFORE_TOKENS,
        /** The provider has said its tokens; somewhere between there and the page. */
        AFTER_TOKENS,
        /** The user has read that it is connected. */
        AFTER_PAGE
    }

    /** A browser on its way back: what it brings. */
    private record Journey(String state, String cookie) {}

    @Test
    @DisplayName(
            "PORT-79, LIFE-92: a kill before tokens, between tokens and commit, or after: no half connection, no state twice")
    void kills() throws Exception {
        Random random = new Random(SEED);
        assertThat(killed(Moment.BEFORE_TOKENS, 0)).isFalse();
        for (int round = 0; round < ROUNDS; round++) {
            killed(Moment.AFTER_TOKENS, random.nextLong(SOON));
        }
        assertThat(killed(Moment.AFTER_PAGE, 0)).isTrue();
    }

    /** Kills a host at a moment; returns whether the connection was there afterwards. */
    private boolean killed(Moment moment, long pause) throws Exception {
        Path home = temp.resolve(moment + "-" + pause);
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        HttpServer provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/token", exchange -> tokens(exchange, moment, asked));
        provider.start();
        Journey journey;
        try (ChildHost child = ChildHost.start(
                        home,
                        "connect",
                        "http://127.0.0.1:" + provider.getAddress().getPort());
                HttpClient browser = HttpClient.newHttpClient()) {
            HttpResponse<String> departure = get(browser, URI.create(String.valueOf(child.line())), "");
            URI authorization =
                    URI.create(departure.headers().firstValue("Location").orElseThrow());
            URI callback = URI.create(String.valueOf(child.line()));
            String cookie =
                    departure.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
            journey = new Journey(
                    authorization.getRawQuery().replaceAll(".*\\bstate=([^&]*).*", "$1"),
                    cookie.substring(cookie.indexOf('=') + 1));
            CompletableFuture<HttpResponse<String>> page = browser.sendAsync(
                    HttpRequest.newBuilder(URI.create(callback + "?code=c&state=" + journey.state()))
                            .header("Cookie", cookie)
                            .build(),
                    BodyHandlers.ofString());
            asked.join();
            if (moment == Moment.AFTER_PAGE) {
                assertThat(page.join().body()).contains("files is connected.");
            }
            LockSupport.parkNanos(pause);
            child.kill();
            try {
                page.join();
            } catch (CompletionException e) {
                assertThat(e).hasCauseInstanceOf(IOException.class);
            }
        } finally {
            provider.stop(0);
        }
        return check(home, journey);
    }

    private static HttpResponse<String> get(HttpClient browser, URI uri, String cookie) throws Exception {
        return browser.send(HttpRequest.newBuilder(uri).header("Cookie", cookie).build(), BodyHandlers.ofString());
    }

    private static void tokens(HttpExchange exchange, Moment moment, CompletableFuture<Boolean> asked)
            throws IOException {
        exchange.getRequestBody().readAllBytes();
        if (moment == Moment.BEFORE_TOKENS) {
            asked.complete(true);
            return;
        }
        byte[] answer = "{\"access_token\":\"access\",\"token_type\":\"bearer\",\"refresh_token\":\"refresh\"}"
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
        asked.complete(true);
    }

    private static boolean check(Path home, Journey journey) {
        try (TestHost host = TestHost.start(home)) {
            ConnectionGateway gateway = host.seams().parts().backends().connections();
            ConnectPages.Return again = new ConnectPages.Return(
                    journey.state(),
                    Optional.of(journey.cookie()),
                    Optional.of("c"),
                    Optional.empty(),
                    Optional.empty());
            ProblemException refused = catchThrowableOfType(
                    ProblemException.class, () -> gateway.pages().orElseThrow().finish(again));
            assertThat(refused.problem().code()).isEqualTo(ProblemCode.CONNECT_LINK_UNKNOWN);
            List<StoredConnection> made = gateway.connections("acme");
            assertThat(made).hasSizeLessThan(2);
            for (StoredConnection connection : made) {
                assertThat(gateway.credentials(ACME, connection.connectionId(), "files")
                                .orElseThrow()
                                .string("access_token"))
                        .contains("access");
            }
            assertThat(host.runtime().firstBrokenAudit()).isEmpty();
            assertThat(host.runtime().audit(0, 100))
                    .filteredOn(entry -> entry.event().equals("ConnectionCreated"))
                    .hasSameSizeAs(made);
            return !made.isEmpty();
        }
    }
}
