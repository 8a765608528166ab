/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are malformed, too large, or for nothing that is there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRequestTest {
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
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}{}",
                "{} x",
                "{\"operation\":\"archive\",\"operation\":\"restore\"}",
                "{'operation':1}",
                "{\"operation\":NaN}",
                "{/* */}",
                "{\"operation\":\"\\uD800\"",
                "{\"a\":1e99999999999}",
                "\uFEFF{}",
            })
    void aBodyIsOneStrictJsonObject(String body) throws Exception {
        HttpResponse<String> response = plan(BodyPublishers.ofString(body));

        Served.assertProblem(response, 400, "usage-invalid");
    }

    @Test
    void aBodyIsNotNestedWithoutEnd() throws Exception {
        Served.assertProblem(plan(BodyPublishers.ofString("[".repeat(100_000))), 400, "usage-invalid");
    }

    @Test
    void aBodyIsUtf8() throws Exception {
        Served.assertProblem(
                plan(BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'})),
                400,
                "usage-invalid");
    }

    @Test
    void aBodySaysWhatItIs() throws Exception {
        Served.assertProblem(
                served.send(served.request("/api/plans")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}"))),
                400,
                "usage-invalid");
        Served.assertProblem(
                served.send(served.request("/api/plans").POST(BodyPublishers.ofString("{}"))), 400, "usage-invalid");
    }

    @Test
    void jsonOfMoreThanAMegabyteIsRefused() throws Exception {
        byte[] large = new byte[(1 << 20) + 1];
        Arrays.fill(large, (byte) ' ');

        Served.assertProblem(plan(BodyPublishers.ofByteArray(large)), 413, "request-too-large");
        Served.assertProblem(plan(chunked(large)), 413, "request-too-large");
    }

    @Test
    void aPackageOfMoreThanFiftyMegabytesIsRefusedBeforeItIsSent() throws Exception {
        String head = "POST /api/packages?name=a HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Served.TOKEN
                + "\r\nContent-Type: application/octet-stream\r\nContent-Length: " + ((50 << 20) + 1)
                + "\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n";

        assertThat(served.raw(head)).startsWith("HTTP/1.1 413").contains("request-too-large");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/nowhere,404,route-not-found",
        "GET,/api/status/,404,route-not-found",
        "GET,/api/extensions/acme,404,route-not-found",
        "GET,/console.map,404,route-not-found",
        "POST,/api/status,405,method-not-allowed",
        "PUT,/api/plans,405,method-not-allowed",
        "OPTIONS,/api/status,405,method-not-allowed",
        "POST,/,405,method-not-allowed",
        "GET,/api/extensions/@Acme/x,400,usage-invalid",
        "GET,/api/extensions/@acme/x%2f..,404,route-not-found",
        "GET,/api/audit?limit=0,400,usage-invalid",
        "GET,/api/audit?limit=ten,400,usage-invalid",
        "GET,/api/audit?after=-1,400,usage-invalid",
        "GET,/api/audit?since=1,400,usage-invalid",
        "GET,/api/audit?after=1&after=2,400,usage-invalid",
        "GET,/api/status?verbose=true,400,usage-invalid",
    })
    void whatIsNotThereIsNamed(String method, String path, int status, String code) throws Exception {
        HttpResponse<String> response = served.send(served.request(path).method(method, BodyPublishers.noBody()));

        Served.assertProblem(response, status, code);
        assertThat(response.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/status HTTP/1.1\r\n\r\n",
                "GET /%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /\u0001 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST /api/plans HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
                "BREW\r\n\r\n",
            })
    void whatIsNoHttpIsRefusedWithoutAName(String request) throws Exception {
        String response = served.raw(request);

        assertThat(response)
                .startsWith("HTTP/1.1 4")
                .doesNotContainIgnoringCase("jetty")
                .doesNotContain("\tat ");
    }

    @Test
    void headersHaveALimit() throws Exception {
        String response =
                served.raw("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n");

        assertThat(response).startsWith("HTTP/1.1 431").doesNotContainIgnoringCase("jetty");
    }

    private HttpResponse<String> plan(BodyPublisher body) throws Exception {
        return served.send(served.request("/api/plans")
                .header("Content-Type", "application/json")
                .POST(body));
    }

    private static BodyPublisher chunked(byte[] bytes) {
        return BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes));
    }
}
