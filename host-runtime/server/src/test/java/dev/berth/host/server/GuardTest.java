/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask: the owner, from no foreign page, at an own name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardTest {
    private static final JsonObject ARCHIVE = JsonObject.of("operation", "archive", "extension", "@acme/none-agent");

    private Served served;

    @BeforeAll
    void serve(@TempDir Path folder) throws IOException {
        served = Served.in(folder);
    }

    @AfterAll
    void stop() {
        served.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/",
        "GET,/console.js",
        "GET,/console.css",
        "GET,/icon.svg",
        "GET,/nowhere",
        "GET,/api/status",
        "GET,/api/extensions",
        "GET,/api/discovered",
        "GET,/api/extensions/@acme/crm-connector",
        "GET,/api/extensions/@acme/crm-connector/why",
        "GET,/api/grants",
        "GET,/api/permissions",
        "GET,/api/mounts",
        "PUT,/api/mounts/reports",
        "DELETE,/api/mounts/reports",
        "GET,/api/grants/@acme/crm-connector",
        "GET,/api/tools",
        "GET,/api/audit",
        "GET,/api/audit/verification",
        "GET,/api/leaks",
        "GET,/api/openapi.json",
        "GET,/api/nowhere",
        "POST,/api/packages?name=a",
        "POST,/api/plans",
        "POST,/api/operations",
        "POST,/api/shutdown",
        "GET,/api/tokens",
        "POST,/api/tokens",
        "POST,/api/tokens/0123456789abcdef/revocation",
        "GET,/api/login",
        "GET,/login",
        "POST,/logout",
        "GET,/mcp",
        "POST,/mcp",
        "DELETE,/mcp",
        "POST,/health",
        "GET,/health/",
        "TRACE,/api/status",
    })
    void everythingButHealthNeedsTheToken(String method, String path) throws Exception {
        HttpResponse<String> none = served.send(served.anonymous(path).method(method, BodyPublishers.noBody()));
        HttpResponse<String> wrong = served.send(served.anonymous(path)
                .header("Authorization", "Bearer " + Served.TOKEN + "x")
                .method(method, BodyPublishers.noBody()));

        assertThat(List.of(none.statusCode(), wrong.statusCode())).containsOnly(401);
        assertThat(served.shutdown.getCount()).isOne();
    }

    @Test
    void theTokenComesInAHeaderOnly() throws Exception {
        assertThat(served.send(served.anonymous("/api/status?token=" + Served.TOKEN))
                        .statusCode())
                .isEqualTo(401);
        assertThat(served.send(served.anonymous("/api/status").header("Authorization", "Basic " + Served.TOKEN))
                        .statusCode())
                .isEqualTo(401);
        assertThat(served.send(served.anonymous("/api/status").header("Authorization", "bearer " + Served.TOKEN))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRefusalSaysHowAndNeverWhat() throws Exception {
        HttpResponse<String> response =
                served.send(served.anonymous("/api/status").header("Authorization", "Bearer my-secret"));

        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"berth\"");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(Served.json(response).string("code")).contains("token-required");
        assertThat(response.body()).doesNotContain("my-secret").doesNotContain(Served.TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://localhost:1", "https://127.0.0.1", "file://"})
    void aForeignPageIsRefusedEvenWithTheToken(String origin) throws Exception {
        for (String path : List.of("/health", "/api/status", "/mcp", "/")) {
            HttpResponse<String> response = served.send(served.request(path).header("Origin", origin));

            assertThat(response.statusCode()).as(path).isEqualTo(403);
            assertThat(Served.json(response).string("code")).contains("origin-refused");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:PORT,200",
        "localhost:PORT,200",
        "LOCALHOST:PORT,200",
        "[::1]:PORT,200",
        "localhost:1,200",
        "localhost,200",
        "evil.example:PORT,403",
        "127.0.0.1.evil.example:PORT,403",
        "localhost.evil.example,403",
        "0.0.0.0:PORT,403",
    })
    void anotherNameForThisMachineIsRefused(String host, int status) throws Exception {
        assertThat(served.raw("GET /health HTTP/1.1\r\nHost: " + at(host) + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status);
    }

    @Test
    void aNameInTheRequestLineCountsAsMuch() throws Exception {
        String own = at("127.0.0.1:PORT");

        assertThat(served.raw(
                        "GET http://evil.example/health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(served.raw(
                        "GET http://evil.example/health HTTP/1.1\r\nHost: " + own + "\r\nConnection: close\r\n\r\n"))
                .doesNotStartWith("HTTP/1.1 200");
        assertThat(served.raw(
                        "GET /health HTTP/1.1\r\nHost: " + own + "\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health/../api/status",
                "/health;x/../api/status",
                "//health",
                "/health/",
                "/HEALTH",
                "/%68ealth/x"
            })
    void whatOnlyLooksOpenIsNot(String path) throws Exception {
        assertThat(served.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
    }

    @Test
    void theConsoleAddressOpensASession() throws Exception {
        HttpResponse<String> opened = served.send(served.anonymous("/?token=" + Served.TOKEN));

        assertThat(opened.statusCode()).isEqualTo(303);
        assertThat(opened.headers().firstValue("Location")).contains("/");
        assertThat(opened.headers().allValues("Set-Cookie")).hasSize(1);
        assertThat(opened.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("berth-" + served.server.url().getPort() + "=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain(Served.TOKEN);

        HttpResponse<String> page = served.send(served.anonymous("/").header("Cookie", cookie()));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("console.js");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(served.send(served.anonymous("/?token=" + Served.TOKEN).header("Cookie", cookie()))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void anyOtherAddressSaysWhereToFindIt() throws Exception {
        for (String path : List.of("/", "/?token=wrong", "/?token=")) {
            HttpResponse<String> response = served.send(served.anonymous(path));

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body()).contains("berth up");
            assertThat(response.headers().map()).doesNotContainKey("set-cookie");
        }
    }

    @Test
    void aSessionReadsAndNeedsItsOriginToChange() throws Exception {
        String own = served.server.url().toString();

        assertThat(served.send(served.anonymous("/api/status").header("Cookie", cookie()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(archive(null).statusCode()).isEqualTo(403);
        assertThat(Served.json(archive(null)).string("code")).contains("origin-refused");
        assertThat(archive("http://localhost:1").statusCode()).isEqualTo(403);
        // Through the guard, to the route.
        assertThat(Served.json(archive(own)).string("code")).contains("extension-not-found");
    }

    @Test
    void aSessionIsNoTokenElsewhere() throws Exception {
        String value = cookie().substring(cookie().indexOf('=') + 1);

        assertThat(served.send(served.anonymous("/mcp").header("Cookie", cookie()))
                        .statusCode())
                .isEqualTo(401);
        assertThat(served.send(served.anonymous("/api/status").header("Authorization", "Bearer " + value))
                        .statusCode())
                .isEqualTo(401);
        assertThat(served.send(served.anonymous("/api/status").header("Cookie", cookie() + "x"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(served.send(served.anonymous("/api/status").header("Cookie", "berth-1=" + value))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void everyAnswerIsForThisPageOnly() throws Exception {
        for (String path : List.of("/health", "/api/status", "/api/nowhere", "/", "/console.js")) {
            HttpResponse<String> response = served.get(path);

            assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(response.headers().map())
                    .doesNotContainKeys("server", "x-powered-by", "access-control-allow-origin");
        }
    }

    private String cookie() throws Exception {
        String header = served.send(served.anonymous("/?token=" + Served.TOKEN))
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        return header.substring(0, header.indexOf(';'));
    }

    private HttpResponse<String> archive(String origin) throws Exception {
        var request = served.anonymous("/api/plans")
                .header("Cookie", cookie())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(ARCHIVE.toString()));
        return served.send(origin == null ? request : request.header("Origin", origin));
    }

    private String at(String host) {
        return host.replace("PORT", Integer.toString(served.server.url().getPort()));
    }
}
