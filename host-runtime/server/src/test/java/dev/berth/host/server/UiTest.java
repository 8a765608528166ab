/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.audit.By;
import dev.berth.host.lifecycle.Command;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Surfaces, actions and objects over HTTP, on a real host. */
class UiTest {
    private static final String EXTENSION = "/api/extensions/" + Greeters.ID;
    private static final String ENCODED = "/api/extensions/%40acme%2Fgreeter-connector";

    @TempDir
    Path folder;

    private Served served;

    @BeforeEach
    void serve() throws Exception {
        served = Served.in(folder);
        served.bring("1.0.0", Greeters.Shown.class, true);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private HttpResponse<String> act(String extension, String action) throws Exception {
        return served.post(extension + "/actions/" + action, JsonObject.of());
    }

    private static List<JsonValue> items(HttpResponse<String> response, String member) {
        return ((JsonArray) Served.json(response).get(member).orElseThrow()).items();
    }

    @Test
    @DisplayName("PORT-100: surfaces are shown as data, with the actions that can be started")
    void surfaces() throws Exception {
        for (String extension : List.of(EXTENSION, ENCODED)) {
            HttpResponse<String> response = served.get(extension + "/surfaces");
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(items(response, "surfaces"))
                    .extracting(JsonValue::toString)
                    .containsExactly(
                            "{\"place\":\"setup\",\"key\":\"main\","
                                    + "\"descriptor\":{\"id\":\"main\",\"route\":\"/api/evil\"}}",
                            "{\"place\":\"settings\",\"key\":\"/evil\",\"descriptor\":{\"title\":\"/evil\"}}");
            assertThat(items(response, "actions"))
                    .extracting(JsonValue::toString)
                    .containsExactly("\"break\"", "\"list\"", "\"note\"", "\"refuse\"", "\"who\"");
        }
        assertThat(served.get("/api/extensions/@acme/none-agent/surfaces").statusCode())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("PORT-100: no slot creates a route: the routes are those of a host without extensions")
    void routes() throws Exception {
        String before = served.get("/api/openapi.json").body();
        served.bring("1.1.0", Greeters.More.class, false);
        assertThat(served.get("/api/openapi.json").body()).isEqualTo(before);
        for (String path : List.of("/api/evil", "/evil", "/main", EXTENSION + "/main", EXTENSION + "/surfaces/main")) {
            assertThat(served.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("PORT-101, PORT-S33: success is 200, with the shape of a tool's result, by either form of the id")
    void success() throws Exception {
        for (String extension : List.of(EXTENSION, ENCODED)) {
            HttpResponse<String> response = act(extension, "list");
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("{\"items\":[1,2]}");
        }
    }

    @Test
    @DisplayName("PORT-101, PORT-S33: no actor is 401; whatever is missing is 404 with one body")
    void refused() throws Exception {
        HttpResponse<String> nobody = served.send(served.anonymous(EXTENSION + "/actions/list")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(nobody.statusCode()).isEqualTo(401);
        HttpResponse<String> unknown = act(EXTENSION, "none");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(Served.json(unknown).string("code")).contains("action-not-found");
        for (String extension : List.of("/api/extensions/@acme/none-agent", "/api/extensions/@ACME/x")) {
            HttpResponse<String> other = act(extension, "list");
            assertThat(other.statusCode()).as(extension).isEqualTo(404);
            assertThat(other.body()).as(extension).isEqualTo(unknown.body());
        }
        served.host.apply(
                new Command.Archive(ExtensionId.of(Greeters.ID)), Optional.empty(), new By("test", "embedded"));
        HttpResponse<String> archived = act(EXTENSION, "list");
        assertThat(archived.statusCode()).isEqualTo(404);
        assertThat(archived.body()).isEqualTo(unknown.body());
    }

    @Test
    @DisplayName("PORT-101, PORT-S33: a failure that is meant for the caller is told; any other has a reference")
    void failures() throws Exception {
        HttpResponse<String> meant = act(EXTENSION, "refuse");
        assertThat(meant.statusCode()).isEqualTo(500);
        assertThat(Served.json(meant).string("detail"))
                .contains("The mailbox needs a password; found none. Nothing was sent.");
        HttpResponse<String> other = act(EXTENSION, "break");
        assertThat(other.statusCode()).isEqualTo(500);
        assertThat(other.body()).contains("reference").doesNotContain("secret 123", "IllegalState");
    }

    @Test
    @DisplayName("PORT-101: a body that is no object is refused before anything is looked for")
    void badBodies() throws Exception {
        for (String body : List.of("", "[]", "{", "{\"a\":\"\\ud800\"}")) {
            HttpResponse<String> response = served.send(served.request(EXTENSION + "/actions/list")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body)));
            assertThat(response.statusCode()).as(body).isEqualTo(400);
        }
    }

    @Test
    @DisplayName("PORT-91: operators read the objects of a type, page by page, and the versions of one")
    void objects() throws Exception {
        for (String id : List.of("c", "a", "b", "a")) {
            served.post(EXTENSION + "/actions/note", JsonObject.of("id", id));
        }
        String type = "/api/objects?type=" + Greeters.Shown.NOTE;
        HttpResponse<String> first = served.get(type + "&limit=2");
        assertThat(items(first, "objects"))
                .extracting(one -> ((JsonObject) one).string("id").orElse(""))
                .containsExactly("a", "b");
        assertThat(Served.json(first).string("next")).contains("b");
        HttpResponse<String> second = served.get(type + "&limit=2&after=b");
        assertThat(items(second, "objects"))
                .extracting(one -> ((JsonObject) one).string("id").orElse(""))
                .containsExactly("c");
        assertThat(Served.json(second).get("next")).isEmpty();
        String history = "/api/objects/history?type=" + Greeters.Shown.NOTE;
        assertThat(items(served.get(history + "&id=a"), "versions"))
                .extracting(
                        one -> ((JsonObject) one).get("version").orElseThrow().toString())
                .containsExactly("1", "2");
        assertThat(items(served.get(history + "&id=a&after=1"), "versions")).hasSize(1);
        assertThat(items(served.get(history + "&id=none"), "versions")).isEmpty();
        for (String bad : List.of("/api/objects", "/api/objects?type=x", history, type + "&limit=0")) {
            assertThat(served.get(bad).statusCode()).as(bad).isEqualTo(400);
        }
    }
}
