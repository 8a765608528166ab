/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.port.nango.ConnectPages;
import dev.berth.host.port.nango.ConnectPages.Departure;
import dev.berth.host.port.nango.ConnectPages.Return;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonNull;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of connections that cannot be made or kept (GATE-172); the ways that work are {@link NangoPortIT}'s. */
final class ConnectionProblemsIT {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES = Set.of(
            ProblemCode.PROVIDERS_INVALID,
            ProblemCode.CONNECTION_NOT_FOUND,
            ProblemCode.CONNECTION_FAILED,
            ProblemCode.CONNECT_LINK_UNKNOWN,
            ProblemCode.CONNECT_REFUSED);

    private static final String ENTRY = "acme.files.Entry";
    private static final String KEY = "new dev.berth.sdk.port.NangoPort.ConnectRequest(\"files\","
            + " dev.berth.sdk.port.NangoPort.ConnectionScope.app())";
    private static final Pattern STATE = Pattern.compile("[?&]state=([^&]+)");

    private final List<Problem> warnings = new CopyOnWriteArrayList<>();
    private final GatewayRig.Moved clock = new GatewayRig.Moved();

    @TempDir
    Path temp;

    private HttpServer provider;

    /** A provider that gives a token for any code, and refuses to refresh it. */
    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/token", exchange -> {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean refresh = asked.contains("grant_type=refresh_token");
            byte[] answer = (refresh
                            ? "{\"error\": \"invalid_grant\"}"
                            : "{\"access_token\": \"the-access-token\", \"token_type\": \"Bearer\", \"expires_in\": 3600,"
                                    + " \"refresh_token\": \"the-refresh-token\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(refresh ? 400 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        provider.start();
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    private Path home() {
        return temp.resolve("home");
    }

    private void judge(ProblemCode code, List<Problem> said) {
        Golden.judge(code, said, home());
    }

    private TestHost host() throws IOException {
        String url = "http://127.0.0.1:" + provider.getAddress().getPort();
        Files.createDirectories(home());
        SecretFile.write(home().resolve("client-secret"), OAuthServer.SECRET);
        Files.writeString(
                home().resolve("providers.json"),
                JsonObject.of(
                                "callbackUrl",
                                "http://127.0.0.1:8484/oauth/callback",
                                "providers",
                                JsonObject.of(
                                        "files",
                                        JsonObject.of(
                                                "authorizationUrl",
                                                url + "/auth",
                                                "tokenUrl",
                                                url + "/token",
                                                "clientId",
                                                OAuthServer.CLIENT,
                                                "clientSecret",
                                                JsonObject.of("file", "client-secret"))))
                        .toString());
        TestHost host = TestHost.start(home(), builder -> builder.clock(clock).warnings(warnings::add));
        host.install(ExtensionPackage.connector("@acme/files-connector", "1.4.0")
                .ports("nango", "mcp")
                .entry(
                        ENTRY,
                        EntrySource.of(ENTRY)
                                .tool("files_connect", "ctx.nango().ensureConnectSession(" + KEY + ").token()")
                                .tool(
                                        "files_read",
                                        "JsonObject.of(\"answer\", ctx.nango().connection("
                                                + "input.string(\"id\").orElseThrow(), \"files\"))")
                                .text())
                .writeTo(temp));
        return host;
    }

    /** Opens a link as a user's browser does, and returns what the provider would send back. */
    private static Return away(TestHost host, ConnectPages pages, Optional<String> code, Optional<String> error) {
        Departure gone = pages.begin(host.call("files_connect").string("result").orElseThrow());
        Matcher state = STATE.matcher(gone.authorization().toString());
        assertThat(state.find()).isTrue();
        return new Return(state.group(1), Optional.of(gone.browser()), code, error, Optional.empty());
    }

    @Test
    @DisplayName("PORT-77, GATE-172: a host does not start with providers that are set up wrong")
    void setup() throws IOException {
        Files.createDirectories(home());
        Files.writeString(
                home().resolve("providers.json"),
                "{\n  \"callbackUrl\": \"https://berth.acme.example/oauth/callback\",\n  \"provider\": {}\n}\n");
        judge(ProblemCode.PROVIDERS_INVALID, HostProblemsIT.refusal(() -> TestHost.start(home())));
    }

    @Test
    @DisplayName("PORT-76, GATE-172: a link that nobody waits for, a user who says no, a connection that is not there")
    void links() throws IOException {
        try (TestHost host = host()) {
            ConnectPages pages = host.runtime().connections().pages().orElseThrow();
            judge(ProblemCode.CONNECT_LINK_UNKNOWN, HostProblemsIT.refusal(() -> pages.begin("a-link-of-yesterday")));
            Return no = away(host, pages, Optional.empty(), Optional.of("access_denied"));
            judge(ProblemCode.CONNECT_REFUSED, HostProblemsIT.refusal(() -> pages.finish(no)));
            judge(
                    ProblemCode.CONNECTION_NOT_FOUND,
                    HostProblemsIT.refusal(() -> host.runtime().connections().delete("default", "c-1", TestHost.TEST)));
            assertThat(host.runtime().connections().list("default")).isEmpty();
        }
    }

    @Test
    @DisplayName("PORT-79, GATE-172: a connection whose refreshing is refused fails, and the operator is told")
    void refused() throws IOException {
        try (TestHost host = host()) {
            ConnectPages pages = host.runtime().connections().pages().orElseThrow();
            String id = pages.finish(away(host, pages, Optional.of("code"), Optional.empty()))
                    .connectionId();
            clock.forward(Duration.ofHours(2));
            assertThat(host.call("files_read", "id", id).get("answer").orElseThrow())
                    .isInstanceOf(JsonNull.class);
            judge(ProblemCode.CONNECTION_FAILED, warnings);
            assertThat(warnings.toString()).doesNotContain("the-refresh-token", "the-access-token", OAuthServer.SECRET);
        }
    }
}
