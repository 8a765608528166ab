/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.berth.host.server.login.FakeIssuer;
import dev.berth.sdk.value.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People who sign in at a provider, and a provider that cannot be believed. */
class LoginTest {
    private LoginRig rig;

    @BeforeEach
    void serve(@TempDir Path folder) throws Exception {
        rig = new LoginRig(folder, true, JsonObject.of());
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void refused(HttpResponse<String> response, int status, String code, String reason) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body())
                .contains("Not signed in", "[" + code + "]", "Nobody was signed in; nothing was changed.")
                .doesNotContain("eyJ", "access-secret", "s3cret", "<script");
        assertThat(rig.session(response)).isEmpty();
        assertThat(rig.lastReason()).contains(reason);
        assertThat(rig.audit().toString()).doesNotContain("eyJ", "access-secret", "s3cret", "code-0");
    }

    @Test
    @DisplayName(
            "PORT-60, PORT-81: whoever the provider vouches for gets a session with its user, organisation and role")
    void through() throws Exception {
        HttpResponse<String> closed = rig.served.send(rig.served.anonymous("/"));
        assertThat(closed.statusCode()).isEqualTo(401);
        assertThat(closed.body()).contains("<a href=\"/login\">Sign in</a>");

        HttpResponse<String> departure = rig.begin("?next=/console.css");
        assertThat(departure.statusCode()).isEqualTo(303);
        assertThat(departure.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("berth-login-8484=")
                .endsWith("; Path=/; HttpOnly; SameSite=Lax; Max-Age=600");
        URI authorization = LoginRig.location(departure);
        assertThat(authorization.toString())
                .startsWith(rig.issuer.name() + "/authorize?")
                .contains("response_type=code", "code_challenge_method=S256", "code_challenge=", "state=", "nonce=")
                .contains("scope=openid+profile", "client_id=berth");

        HttpResponse<String> arrival = rig.back(departure, rig.issuer.consent(authorization));
        assertThat(arrival.statusCode()).as(arrival.body()).isEqualTo(200);
        assertThat(arrival.body()).contains("content=\"0;url=/console.css\"").doesNotContain("<script", "eyJ");
        assertThat(arrival.headers().allValues("Set-Cookie").toString())
                .contains("Path=/; HttpOnly; SameSite=Strict", "berth-login-8484=; ");
        String session = rig.session(arrival);
        assertThat(rig.as(session, "/api/extensions").statusCode()).isEqualTo(200);
        HttpResponse<String> beyond = rig.as(session, "/api/audit");
        assertThat(beyond.statusCode()).isEqualTo(403);
        assertThat(beyond.body()).contains("user:ada", "found member in the organisation acme");
        assertThat(rig.audit())
                .singleElement()
                .asString()
                .startsWith("LoginSucceeded user:ada ")
                .contains("\"organization\":\"acme\"", "\"roles\":[\"member\"]", rig.issuer.name());
    }

    @Test
    @DisplayName("LIFE-162: a login is listed with the tokens, and taking it back ends its session at once")
    void revoked() throws Exception {
        String session = rig.session(rig.signIn());
        String list = rig.served.get("/api/tokens").body();
        assertThat(list).contains("\"user\":\"user:ada\"", "\"createdBy\":\"system:login\"");
        String id = list.replaceAll(".*\"id\":\"([0-9a-f]{16})\".*", "$1");
        assertThat(rig.served
                        .send(rig.served
                                .request("/api/tokens/" + id + "/revocation")
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(rig.as(session, "/api/extensions").statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("LIFE-162: signing out ends the login, needs the console's own origin, and leaves others in")
    void signOut() throws Exception {
        String session = rig.session(rig.signIn());
        String other = rig.session(rig.signIn());
        assertThat(rig.served
                        .send(rig.served
                                .anonymous("/logout")
                                .header("Cookie", session)
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> out = rig.served.send(rig.served
                .anonymous("/logout")
                .header("Cookie", session)
                .header("Origin", rig.served.server.url().toString())
                .POST(BodyPublishers.noBody()));
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).endsWith("Max-Age=0");
        assertThat(rig.as(session, "/api/extensions").statusCode()).isEqualTo(401);
        assertThat(rig.as(other, "/api/extensions").statusCode()).isEqualTo(200);
        assertThat(rig.audit().getLast()).startsWith("LoginEnded user:ada ");
        assertThat(rig.served.get("/api/tokens").body().split("user:ada", -1)).hasSize(2);
    }

    @Test
    @DisplayName("LIFE-162: a login is good for twelve hours, and forgotten at the next one")
    void expires() throws Exception {
        String session = rig.session(rig.signIn());
        rig.clock.forward(Duration.ofHours(11));
        assertThat(rig.as(session, "/api/extensions").statusCode()).isEqualTo(200);
        rig.clock.forward(Duration.ofHours(2));
        assertThat(rig.as(session, "/api/extensions").statusCode()).isEqualTo(401);
        rig.signIn();
        assertThat(rig.served.get("/api/tokens").body().split("user:ada", -1)).hasSize(2);
    }

    @Test
    @DisplayName("A state is unknown, used, late or another browser's: one text, and never a second use")
    void states() throws Exception {
        HttpResponse<String> departure = rig.begin("");
        HttpResponse<String> other = rig.begin("");
        String answer = rig.issuer.consent(LoginRig.location(departure));
        refused(rig.back(departure, "code=x&state=nowhere"), 404, "login-unknown", "state-unknown");
        refused(rig.back(departure, "code=x"), 404, "login-unknown", "state-unknown");
        refused(rig.back(other, answer), 404, "login-unknown", "state-unknown");
        refused(rig.back(departure, answer), 404, "login-unknown", "state-unknown");

        HttpResponse<String> used = rig.begin("");
        String good = rig.issuer.consent(LoginRig.location(used));
        assertThat(rig.back(used, good).statusCode()).isEqualTo(200);
        assertThat(rig.back(used, good).statusCode()).isEqualTo(404);
        HttpResponse<String> late = rig.begin("");
        rig.clock.forward(Duration.ofMinutes(10));
        refused(rig.back(late, rig.issuer.consent(LoginRig.location(late))), 404, "login-unknown", "state-unknown");
        assertThat(rig.back(late, "state=a&state=b").statusCode()).isEqualTo(400);
    }

    /** What is wrong with a token. */
    enum Lie {
        ISSUER_MISMATCH((claims, now) -> claims.issuer("https://evil.example")),
        AUDIENCE_MISMATCH((claims, now) -> claims.audience("another")),
        AUDIENCE_MISMATCH_SEVERAL((claims, now) -> claims.audience(List.of("berth", "another"))),
        AUDIENCE_MISMATCH_PARTY((claims, now) -> claims.claim("azp", "another")),
        AUDIENCE_MISMATCH_NONE((claims, now) -> claims.audience((String) null)),
        TOKEN_EXPIRED((claims, now) -> claims.expirationTime(at(now, -61))),
        CLOCK_SKEWED((claims, now) -> claims.issueTime(at(now, 61))),
        CLOCK_SKEWED_FROM((claims, now) -> claims.notBeforeTime(at(now, 61))),
        NONCE_MISMATCH((claims, now) -> claims.claim("nonce", "another")),
        NONCE_MISMATCH_NONE((claims, now) -> claims.claim("nonce", null)),
        TOKEN_MALFORMED_EXP((claims, now) -> claims.expirationTime(null)),
        TOKEN_MALFORMED_NONCE((claims, now) -> claims.claim("nonce", List.of("a")));

        @SuppressWarnings("ImmutableEnumChecker") // the functions keep nothing
        private final BiFunction<JWTClaimsSet.Builder, Instant, JWTClaimsSet.Builder> lie;

        Lie(BiFunction<JWTClaimsSet.Builder, Instant, JWTClaimsSet.Builder> lie) {
            this.lie = lie;
        }

        private JWTClaimsSet.Builder told(JWTClaimsSet.Builder claims, Instant now) {
            return lie.apply(claims, now);
        }

        @SuppressWarnings("JavaUtilDate") // what the library takes
        private static Date at(Instant now, int seconds) {
            return Date.from(now.plusSeconds(seconds));
        }

        private String reason() {
            List<String> words = List.of(name().split("_", -1));
            return String.join("-", words.subList(0, 2)).toLowerCase(Locale.ROOT);
        }
    }

    @Test
    @DisplayName("An ID token with another issuer, audience, nonce or time lets nobody in, and the reason is audited")
    void lies() throws Exception {
        for (Lie lie : Lie.values()) {
            rig.issuer.claims = claims -> lie.told(claims, rig.clock.instant());
            refused(rig.signIn(), 403, "login-refused", lie.reason());
            rig.clock.forward(Duration.ofMinutes(1));
        }
    }

    @Test
    @DisplayName("Clocks may be a minute apart, and not more")
    void skew() throws Exception {
        Instant now = rig.clock.instant();
        rig.issuer.claims = claims -> claims.issueTime(Lie.at(now, 59)).expirationTime(Lie.at(now, -59));
        assertThat(rig.signIn().statusCode()).isEqualTo(200);
        rig.issuer.claims = claims -> Lie.TOKEN_EXPIRED.told(claims, now);
        assertThat(rig.signIn().body()).contains("while this host's clock says 2026-11-21T12:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"NONE,algorithm-refused", "HS256,algorithm-refused", "FOREIGN,signature-bad"})
    @DisplayName("A token without a signature, with one of the client's secret, or of another key lets nobody in")
    void signatures(FakeIssuer.Signature signature, String reason) throws Exception {
        rig.issuer.signature = signature;
        refused(rig.signIn(), 403, "login-refused", reason);
    }

    @Test
    @DisplayName("A provider that changes its key is believed as soon as it publishes the new one")
    void rotation() throws Exception {
        rig.signIn();
        rig.issuer.key = FakeIssuer.TWO;
        refused(rig.signIn(), 403, "login-refused", "signature-bad");
        rig.issuer.published = rig.issuer.key;
        assertThat(rig.signIn().statusCode()).isEqualTo(403);
        rig.clock.forward(Duration.ofSeconds(31));
        assertThat(rig.signIn().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"access_token\":\"access-secret\",\"token_type\":\"bearer\"}", "[", "access-secret"})
    @DisplayName("A provider that gives no ID token lets nobody in, and what it said is not repeated")
    void noToken(String answer) throws Exception {
        rig.issuer.tokenAnswer = Optional.of(answer);
        refused(rig.signIn(), 503, "login-unavailable", "answer-bad");
    }

    @ParameterizedTest
    @CsvSource({
        "error=access_denied,provider-refused,access_denied",
        "error=%3Cscript%3E,provider-refused,another error",
        "code=,answer-bad,none",
        "code=forged,code-refused,invalid_grant",
        "code=x&iss=https://evil.example,issuer-mismatch,of another",
    })
    @DisplayName("A provider that says no, or another that answers in its name, lets nobody in")
    void answers(String query, String reason, String found) throws Exception {
        HttpResponse<String> departure = rig.begin("");
        String state = rig.issuer.consent(LoginRig.location(departure)).replaceAll(".*&", "");
        HttpResponse<String> response = rig.back(departure, query + "&" + state);
        refused(response, 403, "login-refused", reason);
        assertThat(response.body()).contains(found);
    }

    @ParameterizedTest
    @CsvSource({
        "issuer,https://evil.example",
        "token_endpoint,ftp://a/token",
        "jwks_uri,urn:keys",
        "authorization_endpoint,javascript:alert(1)",
        "subject_types_supported,7",
    })
    @DisplayName("A discovery document of another issuer, or with addresses that are none, is said")
    void badDocument(String member, String value) throws Exception {
        rig.issuer.document = document -> document.with(member, value);
        refused(rig.begin(""), 503, "login-unavailable", "discovery-bad");
    }

    @Test
    @DisplayName("A provider that does not answer is said, asked again after a while, and the owner still gets in")
    void unreachable() throws Exception {
        rig.issuer.status = 500;
        refused(rig.begin(""), 503, "login-unavailable", "discovery-bad");
        int asked = rig.issuer.asked.size();
        rig.issuer.status = 200;
        assertThat(rig.begin("").statusCode()).isEqualTo(503);
        assertThat(rig.issuer.asked).hasSize(asked);
        assertThat(rig.served.get("/api/login").body()).contains("\"configured\":true", "login-unavailable");
        rig.clock.forward(Duration.ofSeconds(31));
        assertThat(rig.begin("").statusCode()).isEqualTo(303);
        assertThat(rig.served.get("/api/login").body()).contains("\"problems\":[]");
        rig.issuer.close();
        rig.clock.forward(Duration.ofHours(2));
        refused(rig.begin(""), 503, "login-unavailable", "issuer-unreachable");
        assertThat(rig.served.get("/api/status").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("PORT-38's way: refusals of one reason are written once a minute, with their count")
    void quiet() throws Exception {
        for (int i = 0; i < 5; i++) {
            rig.back(rig.begin(""), "state=x");
        }
        assertThat(rig.audit()).hasSize(1);
        rig.clock.forward(Duration.ofMinutes(1));
        rig.back(rig.begin(""), "state=x");
        assertThat(rig.audit()).hasSize(2).last().asString().contains("\"count\":5");
    }

    @Test
    @DisplayName("What is no plain path of this host is dropped: there is no way to another site")
    void noRedirect() throws Exception {
        for (String next : List.of(
                "//evil.example",
                "/\\evil.example",
                "https://evil.example",
                "javascript:alert(1)",
                "/a//evil",
                "/../x",
                "/a/./b",
                "/a?b=c",
                "evil",
                "/%2f/evil",
                "/\u0000",
                "/a\"onload=",
                "")) {
            HttpResponse<String> departure = rig.begin("?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
            HttpResponse<String> arrival = rig.back(departure, rig.issuer.consent(LoginRig.location(departure)));
            assertThat(arrival.body()).as(next).contains("content=\"0;url=/\"");
        }
    }

    @Test
    @DisplayName("A console that is asked for by a foreign page or at a foreign name begins no login")
    void foreign() throws Exception {
        assertThat(rig.served
                        .send(rig.served.anonymous("/login").header("Origin", "https://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(rig.served
                        .send(rig.served.anonymous("/login").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(401);
        assertThat(rig.issuer.asked).isEmpty();
    }
}
