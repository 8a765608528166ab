/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input to what decides whom the host trusts: it is refused by name, and nobody is trusted, blocked or freed by it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrustRequestTest {
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
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/trust/keys | {} | 400 | usage-invalid",
                "/api/trust/keys | {\"key\": 1} | 400 | usage-invalid",
                "/api/trust/keys | {\"key\": {}, \"custody\": \"nobody\"} | 400 | usage-invalid",
                "/api/trust/keys | {\"key\": {}, \"custody\": 1} | 400 | usage-invalid",
                "/api/trust/keys | {\"key\": {}, \"more\": 1} | 400 | usage-invalid",
                "/api/trust/keys/none/revocation | {\"compromisedSince\": \"yesterday\"} | 400 | usage-invalid",
                "/api/trust/keys/none/revocation | {\"compromisedSince\": 1} | 400 | usage-invalid",
                "/api/trust/keys/none/revocation | {\"more\": 1} | 400 | usage-invalid",
                "/api/trust/blocks | {} | 400 | usage-invalid",
                "/api/trust/blocks | {\"value\": \"@acme/crm-connector\"} | 400 | usage-invalid",
                "/api/trust/blocks | {\"value\": 1, \"reason\": \"x\"} | 400 | usage-invalid",
                "/api/trust/blocks | {\"value\": \"a b\", \"reason\": \"x\"} | 400 | usage-invalid",
                "/api/trust/blocks | {\"value\": \"@acme/crm-connector\", \"reason\": \"x\", \"more\": 1} | 400 | usage-invalid",
                "/api/trust/blocks/removal | {} | 400 | usage-invalid",
                "/api/trust/blocks/removal | {\"value\": [] } | 400 | usage-invalid",
            })
    @DisplayName("TRUST-54, TRUST-87, TRUST-159: what is no key, revocation or block")
    void refused(String path, String body, int status, String code) throws Exception {
        Served.assertProblem(post(path, body), status, code);

        assertThat(get("/api/trust/keys")).contains("\"keys\":[]");
        assertThat(get("/api/trust/blocks")).contains("\"blocks\":[]");
    }

    @Test
    @DisplayName("TRUST-38: a signature comes with a package that was sent, and has a limit")
    void signatures() throws Exception {
        Served.assertProblem(
                octets("/api/packages/0123456789abcdef0123456789abcdef/signature", 2), 404, "upload-not-found");
        String id = Served.json(octets("/api/packages?name=a.jar", 1))
                .string("upload")
                .orElseThrow();
        Served.assertProblem(octets("/api/packages/" + id + "/signature", (1 << 20) + 1), 413, "request-too-large");
    }

    private HttpResponse<String> octets(String path, int size) throws Exception {
        return served.send(served.request(path)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(new byte[size])));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return served.send(
                served.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private String get(String path) throws Exception {
        return served.send(served.request(path).GET()).body();
    }
}
