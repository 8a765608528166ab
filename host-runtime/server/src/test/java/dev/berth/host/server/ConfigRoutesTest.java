/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings, secrets and forms over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfigRoutesTest {
    private static final String VALUE = "hunter2-correct-horse";
    private static final String BASE = "/api/extensions/" + Greeters.ID;

    private Served served;

    @BeforeAll
    void serve(@TempDir Path folder) throws IOException {
        served = Served.in(folder);
        served.bring("1.0.0", Greeters.One.class, true);
    }

    @AfterAll
    void stop() {
        served.close();
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return served.send(served.request(path)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    @Test
    void aSettingIsSetReadListedAndDeleted() throws Exception {
        assertThat(send("PUT", BASE + "/settings/own.thing", "{\"value\":{\"b\":[1,null]}}")
                        .body())
                .isEqualTo("{\"key\":\"own.thing\",\"value\":{\"b\":[1,null]}}");
        assertThat(served.get(BASE + "/settings/own.thing").body())
                .isEqualTo("{\"key\":\"own.thing\",\"value\":{\"b\":[1,null]}}");
        assertThat(served.get(BASE + "/settings").body())
                .isEqualTo("{\"settings\":[{\"key\":\"own.thing\",\"value\":{\"b\":[1,null]}}]}");
        assertThat(send("DELETE", BASE + "/settings/own.thing", "").body()).isEqualTo("{\"deleted\":true}");
        assertThat(send("DELETE", BASE + "/settings/own.thing", "").body()).isEqualTo("{\"deleted\":false}");
        assertThat(served.get(BASE + "/settings/own.thing").body()).isEqualTo("{\"key\":\"own.thing\"}");
    }

    @Test
    void aSecretIsWrittenAndNeverReadAgain() throws Exception {
        HttpResponse<String> stored = send("PUT", BASE + "/secrets/token", "{\"value\":\"" + VALUE + "\"}");
        assertThat(stored.statusCode()).isEqualTo(200);
        HttpResponse<String> listed = served.get(BASE + "/secrets");
        assertThat(listed.body())
                .isEqualTo(stored.body())
                .matches("\\{\"secrets\":\\[\\{\"key\":\"token\",\"keyId\":\"k-[0-9a-f]{16}\",\"writtenAt\":\"[^\"]+\","
                        + "\"readable\":true}]}");
        assertThat(served.get(BASE + "/secrets/token").statusCode()).isEqualTo(405);
        assertThat(served.get("/api/secrets/verification").body()).isEqualTo("{\"unreadable\":[]}");
        assertThat(Served.json(send("POST", "/api/secrets/rotation", "")).string("keyId"))
                .isPresent();
        assertThat(served.get("/api/audit?limit=1000").body())
                .contains("SecretChanged")
                .doesNotContain(VALUE);
        assertThat(send("DELETE", BASE + "/secrets/token", "").body()).isEqualTo("{\"deleted\":true}");
        assertThat(served.get(BASE + "/secrets").body()).isEqualTo("{\"secrets\":[]}");
    }

    /** PORT-74: whatever is sent instead of a secret may be one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                VALUE,
                "\"" + VALUE + "\"",
                "{\"value\":\"" + VALUE,
                "{\"value\":12345678901}",
                "{\"value\":[\"" + VALUE + "\"]}",
                "{\"" + VALUE + "\":1}",
                "{\"value\":\"a\",\"" + VALUE + "\":1}",
                "{\"value\":null}",
            })
    void aBodyThatIsNoSecretIsRefusedAndNotShown(String body) throws Exception {
        HttpResponse<String> refused = send("PUT", BASE + "/secrets/other", body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("usage-invalid").doesNotContain(VALUE, "12345678901");
        assertThat(served.get(BASE + "/secrets").body()).doesNotContain("other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "PUT; /settings/1x; {\"value\":1}; 400; config-value-invalid",
                "PUT; /settings/a%20b; {\"value\":1}; 400; config-value-invalid",
                "DELETE; /settings/-; ``; 400; config-value-invalid",
                "GET; /settings/%C3%A4; ``; 400; config-value-invalid",
                "PUT; /secrets/a%2Fb; {\"value\":\"v\"}; 404; route-not-found",
                "PUT; /settings/a; {}; 400; usage-invalid",
                "PUT; /settings/a; {\"value\":1,\"more\":2}; 400; usage-invalid",
                "PUT; /settings/a; [1]; 400; usage-invalid",
                "PUT; /settings; {\"value\":1}; 405; method-not-allowed",
                "PUT; /config; {\"values\":[]}; 400; usage-invalid",
                "PUT; /config; {\"values\":{\"unknown\":1}}; 400; config-value-invalid",
                "PUT; /config; {}; 400; usage-invalid"
            })
    void whatDoesNotFitIsRefused(String method, String path, String body, int status, String code) throws Exception {
        HttpResponse<String> refused = send(method, BASE + path, body);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(Served.json(refused).string("code")).contains(code);
    }

    @Test
    void sizesAreRefused() throws Exception {
        String large = "{\"value\":\"" + "x".repeat(256 * 1024) + "\"}";
        assertThat(send("PUT", BASE + "/settings/big", large).body()).contains("config-value-invalid", "262146 bytes");
        assertThat(send("PUT", BASE + "/secrets/big", large).body())
                .contains("config-value-invalid", "at least 262144 bytes");
        assertThat(send("PUT", BASE + "/secrets/big", "{\"value\":\"" + "x".repeat(1 << 20) + "\"}")
                        .statusCode())
                .isEqualTo(413);
        assertThat(served.get(BASE + "/settings/big").body()).isEqualTo("{\"key\":\"big\"}");
    }

    @Test
    void anUnknownExtensionIsNamedWithNearMisses() throws Exception {
        String near = "/api/extensions/" + Greeters.ID.replace("-", "s-");
        for (String path : new String[] {"/settings", "/secrets", "/config"}) {
            assertThat(served.get(near + path).body()).contains("extension-not-found", "Did you mean");
        }
        assertThat(served.get(BASE + "/config").body()).isEqualTo("{\"schema\":{},\"values\":{}}");
    }
}
