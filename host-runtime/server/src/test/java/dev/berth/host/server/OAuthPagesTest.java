/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.port.nango.ConnectionOwner;
import dev.berth.host.port.nango.StoredConnection;
import dev.berth.host.server.oauth.OwnFixture;
import dev.berth.sdk.port.NangoPort.ConnectSession;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.net.URI;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two addresses that a user's browser comes to, and what an operator sees of what it made. */
class OAuthPagesTest {
    private final OwnFixture own = new OwnFixture();
    private Served served;

    OAuthPagesTest() throws IOException {}

    @BeforeEach
    void serve(@TempDir Path folder) throws IOException {
        served = Served.in(folder, own.gateway);
    }

    @AfterEach
    void stop() {
        served.close();
        own.close();
    }

    private ConnectSession session() {
        return own.gateway
                .connect(new ConnectionOwner("default", Optional.of("ada")), OwnFixture.KEY)
                .orElseThrow();
    }

    private HttpResponse<String> depart(ConnectSession session) throws Exception {
        URI url = session.connectUrl();
        return served.send(served.anonymous(url.getRawPath() + "?" + url.getRawQuery()));
    }

    private static String cookie(HttpResponse<String> response) {
        String header = response.headers().firstValue("Set-Cookie").orElseThrow();
        return header.substring(0, header.indexOf(';'));
    }

    private static URI location(HttpResponse<String> response) {
        return URI.create(response.headers().firstValue("Location").orElseThrow());
    }

    private static String state(HttpResponse<String> departure) {
        return location(departure).getRawQuery().replaceAll(".*\\bstate=([^&]*).*", "$1");
    }

    private HttpResponse<String> back(HttpResponse<String> departure, String query) throws Exception {
        return served.send(served.anonymous("/oauth/callback?" + query).header("Cookie", cookie(departure)));
    }

    @Test
    @DisplayName("PORT-79: a browser goes through without the host's token, and ends on a page without a script")
    void through() throws Exception {
        HttpResponse<String> departure = depart(session());
        assertThat(departure.statusCode()).isEqualTo(303);
        assertThat(departure.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("berth-connect-8484=")
                .endsWith("; Path=/; HttpOnly; SameSite=Lax; Max-Age=600");
        String code = own.consent(location(departure));
        HttpResponse<String> back =
                back(departure, "code=" + code + "&scope=x&session_state=y&state=" + state(departure));
        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(back.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(back.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(back.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(back.headers().firstValue("Set-Cookie").orElse("")).contains("Max-Age=0");
        assertThat(back.body()).contains("files is connected.").doesNotContain("<script", "access-", "refresh-");

        JsonObject list = Served.json(served.get("/api/connections"));
        JsonObject made = (JsonObject)
                ((JsonArray) list.get("connections").orElseThrow()).items().get(0);
        assertThat(made.members()).containsOnlyKeys("connectionId", "providerConfigKey", "user", "createdAt", "state");
        assertThat(made.string("user")).contains("ada");
        assertThat(made.string("state")).contains("CONNECTED");
        assertThat(list.toString()).doesNotContain("access-", "refresh-");
    }

    @Test
    @DisplayName(
            "PORT-79: an answer with a state that is unknown, used or in another browser is a page that says no more")
    void refused() throws Exception {
        HttpResponse<String> departure = depart(session());
        HttpResponse<String> other = depart(session());
        String code = own.consent(location(departure));
        List<HttpResponse<String>> answers = List.of(
                back(departure, "code=" + code),
                back(departure, "code=" + code + "&state=%00"),
                back(departure, "code=" + code + "&state=" + "0".repeat(43)),
                back(other, "code=" + code + "&state=" + state(departure)),
                served.send(served.anonymous("/oauth/callback?code=" + code + "&state=" + state(other))));
        for (HttpResponse<String> answer : answers) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo(answers.get(0).body()).contains("[connect-link-unknown]");
        }
        assertThat(served.send(served.anonymous("/oauth/connect")).statusCode()).isEqualTo(404);
        assertThat(own.gateway.connections("default")).isEmpty();
    }

    @Test
    @DisplayName("PORT-79: what a provider says of an error is not repeated as markup, and a parameter comes once")
    void strict() throws Exception {
        HttpResponse<String> departure = depart(session());
        HttpResponse<String> error =
                back(departure, "error=%3Cscript%3E&error_description=%3Cb%3E&state=" + state(departure));
        assertThat(error.statusCode()).isEqualTo(422);
        assertThat(error.body()).contains("[connect-refused]").doesNotContain("<script", "<b>", "&lt;");

        HttpResponse<String> next = depart(session());
        HttpResponse<String> twice = back(next, "code=a&code=b&state=" + state(next));
        assertThat(twice.statusCode()).isEqualTo(400);
        String code = own.consent(location(next));
        assertThat(back(next, "code=" + code + "&state=" + state(next)).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /oauth/callback",
                "HEAD /oauth/connect",
                "GET /oauth/",
                "GET /oauth/callback/x",
                "GET /oauth"
            })
    @DisplayName("PORT-79: everything beside the two pages needs the host's token")
    void onlyThese(String request) throws Exception {
        String[] parts = request.split(" ", -1);
        HttpResponse<String> response =
                served.send(served.anonymous(parts[1]).method(parts[0], BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("PORT-77: a host without a gateway of its own has no such pages")
    void withoutGateway(@TempDir Path folder) throws Exception {
        try (Served bare = Served.in(folder)) {
            assertThat(bare.send(bare.anonymous("/oauth/connect?token=x")).statusCode())
                    .isEqualTo(401);
            assertThat(bare.get("/oauth/connect").statusCode()).isEqualTo(404);
            assertThat(Served.json(bare.get("/api/connections")).get("connections"))
                    .contains(JsonArray.of());
        }
    }

    @Test
    @DisplayName(
            "PORT-79, LIFE-145: an operator deletes a connection by its id, and is audited; an unknown or malformed one is said")
    void delete() throws Exception {
        HttpResponse<String> departure = depart(session());
        back(departure, "code=" + own.consent(location(departure)) + "&state=" + state(departure));
        StoredConnection made = own.gateway.connections("default").get(0);
        String path = "/api/connections/" + made.connectionId();
        assertThat(served.send(served.anonymous(path).DELETE()).statusCode()).isEqualTo(401);
        assertThat(own.gateway.connections("default")).hasSize(1);
        HttpResponse<String> deleted = served.send(served.request(path).DELETE());
        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(((JsonObject) Served.json(deleted).get("deleted").orElseThrow()).string("connectionId"))
                .contains(made.connectionId());
        assertThat(own.gateway.connections("default")).isEmpty();
        assertThat(own.audited)
                .singleElement()
                .asString()
                .startsWith("ConnectionCreated " + made.connectionId() + " by ada: ");
        assertThat(served.host.audit(0, 100))
                .singleElement()
                .extracting(entry -> entry.event() + " " + entry.subject() + " by " + entry.actor())
                .isEqualTo("ConnectionDeleted " + made.connectionId() + " by owner");
        HttpResponse<String> gone = served.send(served.request(path).DELETE());
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(Served.json(gone).string("code")).contains("connection-not-found");
        HttpResponse<String> odd =
                served.send(served.request("/api/connections/a%0ab").DELETE());
        assertThat(odd.statusCode()).isEqualTo(400);
    }
}
