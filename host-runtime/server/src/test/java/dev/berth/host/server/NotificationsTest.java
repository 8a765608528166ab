/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.identity.Identity;
import dev.berth.host.live.Caller;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Notifications, as a list and as a stream of events, and the meters, on a real host. */
@Timeout(60)
class NotificationsTest {
    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Served served;

    @BeforeEach
    void serve() throws Exception {
        served = Served.in(folder);
        served.bring("1.0.0", Greeters.Notifying.class, true);
    }

    @AfterEach
    void stop() {
        served.close();
        client.close();
    }

    private void notify(String title) {
        Caller owner = Caller.of(Identity.owner("mcp"), served.host.config().tenancy());
        served.host.callTool("notify", JsonObject.of("title", title), owner);
    }

    /** A reader of events, which asks for what came after an event. */
    private final class Reader implements AutoCloseable {
        private final InputStream body;
        private final BufferedReader lines;

        Reader(String lastEvent) throws IOException, InterruptedException {
            HttpResponse<InputStream> response = client.send(
                    served.request("/api/notifications/stream")
                            .header("Last-Event-ID", lastEvent)
                            .build(),
                    BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream;charset=utf-8");
            body = response.body();
            lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }

        /** Returns the ids of the next events, as many as these. */
        List<String> next(int many) throws IOException {
            List<String> ids = new ArrayList<>();
            while (ids.size() < many) {
                String line = lines.readLine();
                assertThat(line).as("the end of the stream").isNotNull();
                if (line.startsWith("id: ")) {
                    ids.add(line.substring(4));
                    assertThat(lines.readLine()).isEqualTo("event: notification");
                    assertThat(lines.readLine()).startsWith("data: {\"sequence\":" + line.substring(4) + ",");
                }
            }
            return ids;
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    @Test
    @DisplayName("PORT-98: events come as they happen; a reader that comes back misses none and gets none twice")
    void stream() throws Exception {
        notify("one");
        try (Reader reader = new Reader("0")) {
            assertThat(reader.next(1)).containsExactly("1");
            notify("two");
            notify("three");
            assertThat(reader.next(2)).containsExactly("2", "3");
        }
        notify("four");
        try (Reader again = new Reader("2")) {
            assertThat(again.next(2)).containsExactly("3", "4");
        }
        assertThat(served.send(served.request("/api/notifications/stream").header("Last-Event-ID", "-1"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("PORT-98: a stream ends when the server does")
    void end() throws Exception {
        try (Reader reader = new Reader("0")) {
            served.server.close();
            assertThat(reader.lines.lines().toList()).allMatch(line -> line.isEmpty() || line.startsWith(":"));
        }
    }

    @Test
    @DisplayName("PORT-98: what was marked as read stays so; nothing after the last one can be")
    void seen() throws Exception {
        notify("one");
        notify("two");
        JsonObject list = Served.json(served.get("/api/notifications?after=1"));
        assertThat(((JsonArray) list.get("notifications").orElseThrow()).items())
                .singleElement()
                .asString()
                .contains("\"title\":\"two\"");
        assertThat(served.post("/api/notifications/seen", JsonObject.of("sequence", 3))
                        .statusCode())
                .isEqualTo(400);
        assertThat(served.post("/api/notifications/seen", JsonObject.of("sequence", 2))
                        .body())
                .isEqualTo("{\"seen\":2}");
        assertThat(served.post("/api/notifications/seen", JsonObject.of("sequence", 1))
                        .body())
                .isEqualTo("{\"seen\":2}");
    }

    @Test
    @DisplayName("PORT-107: meters of the host and its JVM, in the text format of Prometheus")
    void metrics() throws Exception {
        notify("one");
        HttpResponse<String> response = served.get("/metrics");
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain;version=0.0.4;charset=utf-8");
        assertThat(response.body())
                .contains("berth_tool_calls_total{extension=\"" + Greeters.ID + "\"} 1.0")
                .contains("berth_extensions_active 1.0")
                .contains("jvm_memory_used_bytes");
        assertThat(served.send(served.anonymous("/metrics")).statusCode()).isEqualTo(401);
    }
}
