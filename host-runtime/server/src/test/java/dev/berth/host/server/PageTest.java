/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.audit.By;
import dev.berth.host.lifecycle.Command;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
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

/** Pages that extensions bring: what is served of them, to whom, and what they reach. */
class PageTest {
    private static final String PAGES = "/api/extensions/" + Greeters.ID + "/pages";
    private static final String PAGE = "/ui/" + Greeters.ID + "/1/";

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

    private JsonObject open() throws Exception {
        HttpResponse<String> response = served.send(served.request(PAGES).POST(BodyPublishers.noBody()));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Served.json(response);
    }

    private int status(HttpRequest.Builder request) throws Exception {
        return served.send(request).statusCode();
    }

    private HttpRequest.Builder act(String page, String action, String token) {
        return served.anonymous(page + "actions/" + action)
                .header("Origin", "null")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"));
    }

    @Test
    @DisplayName(
            "PORT-102: the files of an open page are served read-only, in an origin of its own, for frames of the console")
    void files() throws Exception {
        assertThat(status(served.anonymous(PAGE))).as("nobody has opened it").isEqualTo(404);
        assertThat(open().string("page")).contains(PAGE);
        HttpResponse<String> index = served.send(served.anonymous(PAGE));
        assertThat(index.statusCode()).isEqualTo(200);
        assertThat(index.body()).isEqualTo(TextPackages.PAGE.get("ui/index.html"));
        assertThat(index.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        String own = served.server.url() + PAGE;
        assertThat(index.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("sandbox allow-scripts; default-src 'none'; script-src " + own + ";")
                .contains("connect-src " + own + ";", "form-action 'none'", "frame-ancestors 'self'")
                .doesNotContain("allow-same-origin", "unsafe");
        assertThat(index.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(index.headers().allValues("X-Frame-Options")).containsExactly("SAMEORIGIN");
        assertThat(index.headers().allValues("Cross-Origin-Resource-Policy")).containsExactly("cross-origin");
        assertThat(index.headers().allValues("Set-Cookie")).isEmpty();
        HttpResponse<String> script = served.send(served.anonymous(PAGE + "assets/page.js"));
        assertThat(script.headers().firstValue("Content-Type")).contains("text/javascript; charset=utf-8");
        for (String method : List.of("PUT", "DELETE")) {
            assertThat(status(served.anonymous(PAGE).method(method, BodyPublishers.noBody())))
                    .isEqualTo(405);
        }
    }

    @Test
    @DisplayName(
            "PORT-102: anything that is not a file of the page is 404: other revisions, other files, no known type, a window")
    void notFound() throws Exception {
        open();
        for (String path : List.of(
                "/ui/",
                "/ui/" + Greeters.ID,
                "/ui/" + Greeters.ID + "/1",
                "/ui/" + Greeters.ID + "/0/index.html",
                "/ui/" + Greeters.ID + "/2/index.html",
                "/ui/" + Greeters.ID + "/99999999999/index.html",
                "/ui/@acme/none-connector/1/index.html",
                PAGE + "none.html",
                PAGE + "index.html/",
                PAGE + "secret.key",
                PAGE + "%2e%2e%2fpackage.json",
                PAGE + "..%2Fpackage.json",
                PAGE + "actions/list")) {
            assertThat(served.get(path).statusCode()).as(path).isBetween(400, 404);
        }
        assertThat(status(served.anonymous(PAGE).header("Sec-Fetch-Dest", "document")))
                .isEqualTo(404);
        assertThat(status(served.anonymous(PAGE).header("Sec-Fetch-Dest", "iframe")))
                .isEqualTo(200);
        assertThat(status(
                        served.request("/api/extensions/@acme/none-agent/pages").POST(BodyPublishers.noBody())))
                .isEqualTo(404);
    }

    @Test
    @DisplayName("PORT-102: a token is good for the actions of its page, as who opened it, and for nothing else")
    void tokens() throws Exception {
        String token = open().string("token").orElseThrow();
        HttpResponse<String> done = served.send(act(PAGE, "list", token));
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(done.body()).isEqualTo("{\"items\":[1,2]}");
        assertThat(done.headers().allValues("Access-Control-Allow-Origin")).containsExactly("null");
        assertThat(served.send(act(PAGE, "who", token)).body()).isEqualTo("{\"result\":\"owner\"}");
        assertThat(status(act(PAGE, "none", token))).isEqualTo(404);
        assertThat(status(act("/ui/" + Greeters.ID + "/2/", "list", token)))
                .as("another page")
                .isEqualTo(401);
        assertThat(status(act("/ui/@acme/none-connector/1/", "list", token))).isEqualTo(401);
        assertThat(status(act(PAGE, "list", "x" + token))).isEqualTo(401);
        assertThat(status(act(PAGE, "list", Served.TOKEN)))
                .as("the owner's token is none of a page")
                .isEqualTo(401);
        assertThat(status(served.anonymous("/api/status").header("Authorization", "Bearer " + token)))
                .isEqualTo(401);
        assertThat(status(served.anonymous(PAGES)
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.noBody())))
                .isEqualTo(401);
        HttpResponse<String> preflight = served.send(served.anonymous(PAGE + "actions/list")
                .header("Origin", "null")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().allValues("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    @Test
    @DisplayName("PORT-102, PORT-101: a page outlives an update, and reaches nothing when its extension is archived")
    void updates() throws Exception {
        String token = open().string("token").orElseThrow();
        served.bring("1.1.0", Greeters.Shown.class, false);
        assertThat(status(served.anonymous(PAGE))).isEqualTo(200);
        assertThat(status(act(PAGE, "list", token))).isEqualTo(200);
        assertThat(open().string("page")).contains("/ui/" + Greeters.ID + "/2/");
        served.host.apply(
                new Command.Archive(ExtensionId.of(Greeters.ID)), Optional.empty(), new By("test", "embedded"));
        assertThat(status(served.anonymous(PAGE))).isEqualTo(404);
        assertThat(status(act(PAGE, "list", token))).isEqualTo(404);
        assertThat(status(served.request(PAGES).POST(BodyPublishers.noBody()))).isEqualTo(404);
    }

    @Test
    @DisplayName("PORT-102: a name of another site is refused, as everywhere")
    void foreignNames() throws IOException {
        assertThat(served.raw("GET " + PAGE + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .contains("origin-refused");
    }
}
