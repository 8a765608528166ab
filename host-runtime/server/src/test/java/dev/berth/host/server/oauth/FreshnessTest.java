/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import static dev.berth.host.server.oauth.OwnFixture.ACME;
import static dev.berth.host.server.oauth.OwnFixture.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.host.port.nango.ConnectionGateway;
import dev.berth.host.port.nango.ConnectionStore.Kept;
import dev.berth.host.port.nango.GatewayException;
import dev.berth.host.port.nango.StoredConnection;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {
    private static final String TOLD = "{\"provider\":\"files\",\"organization\":\"acme\"}";

    private final OwnFixture own = new OwnFixture();

    FreshnessTest() throws IOException {}

    @AfterEach
    void close() {
        own.close();
    }

    @Test
    @DisplayName(
            "PORT-79: a token is handed out until a minute before it expires, then a new one; no refresh token ever")
    void refreshedBeforeItExpires() {
        StoredConnection made = own.connect(ACME);
        JsonObject credentials = own.gateway
                .credentials(ACME, made.connectionId(), made.providerConfigKey())
                .orElseThrow();
        assertThat(credentials)
                .isEqualTo(JsonObject.of(
                        "type", "OAUTH2", "access_token", "access-2", "expires_at", "2026-11-21T13:00:00Z"));
        own.clock.forward(Duration.ofMinutes(59).minusSeconds(1));
        assertThat(own.accessToken(ACME, made)).contains("access-2");
        own.clock.forward(Duration.ofSeconds(1));
        assertThat(own.accessToken(ACME, made)).contains("access-3");
        assertThat(own.accessToken(ADA, made)).contains("access-3");
        assertThat(own.provider.requests)
                .extracting(form -> form.get("grant_type"))
                .containsExactly("authorization_code", "refresh_token");
        assertThat(own.warnings).isEmpty();
    }

    @Test
    @DisplayName("PORT-79: a rotated refresh token replaces the old one, and one that is not rotated stays")
    void rotation() {
        StoredConnection made = own.connect(ACME);
        for (int round = 0; round < 3; round++) {
            own.clock.forward(Duration.ofHours(1));
            assertThat(own.accessToken(ACME, made)).isPresent();
        }
        own.provider.rotates = false;
        for (int round = 0; round < 3; round++) {
            own.clock.forward(Duration.ofHours(1));
            assertThat(own.accessToken(ACME, made)).isPresent();
        }
        List<String> used = own.provider.requests.stream()
                .skip(1)
                .map(form -> form.get("refresh_token"))
                .toList();
        assertThat(used).containsExactly("refresh-2", "refresh-3", "refresh-4", "refresh-5", "refresh-5", "refresh-5");
    }

    @Test
    @DisplayName("PORT-79: of many calls that find a token expired, one refreshes and all get what it got")
    void oneRefreshAtATime() throws Exception {
        StoredConnection made = own.connect(ACME);
        own.clock.forward(Duration.ofHours(2));
        own.provider.gate = new CountDownLatch(1);
        List<Future<Optional<String>>> calls = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                calls.add(threads.submit(() -> own.accessToken(ACME, made)));
            }
            Awaitility.await().until(() -> own.provider.requests.size() == 2);
            own.provider.gate.countDown();
            HashSet<Optional<String>> got = new HashSet<>();
            for (Future<Optional<String>> call : calls) {
                got.add(call.get());
            }
            assertThat(got).containsExactly(Optional.of("access-3"));
        }
        assertThat(own.provider.requests).hasSize(2);
    }

    @Test
    @DisplayName(
            "PORT-79, LIFE-145: a refresh token that was revoked ends the connection: empty, marked, audited and told once, without"
                    + " the token")
    void revoked() {
        StoredConnection made = own.connect(ACME);
        own.provider.revoke();
        own.clock.forward(Duration.ofHours(2));
        assertThat(own.accessToken(ACME, made)).isEmpty();
        assertThat(own.accessToken(ACME, made)).isEmpty();
        assertThat(own.provider.requests).hasSize(2);
        assertThat(own.audited)
                .containsExactly(
                        "ConnectionCreated " + made.connectionId() + " by system:connections: " + TOLD,
                        "ConnectionFailed " + made.connectionId() + " by system:connections: " + TOLD);
        StoredConnection failed = own.gateway.connections("acme").get(0);
        assertThat(failed.works()).isFalse();
        assertThat(own.warnings).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.CONNECTION_FAILED);
            assertThat(problem.isError()).isFalse();
            assertThat(problem.summary())
                    .isEqualTo("The connection " + made.connectionId()
                            + " to files needs a refresh token that the provider accepts; found invalid_grant."
                            + " It cannot be used any longer.")
                    .isEqualTo(failed.failure().orElseThrow());
        });
    }

    @Test
    @DisplayName("PORT-79: without a refresh token a connection lasts as long as its access token")
    void withoutRefreshToken() {
        own.provider.refreshes = false;
        StoredConnection made = own.connect(ACME);
        own.clock.forward(Duration.ofMinutes(60).minusSeconds(1));
        assertThat(own.accessToken(ACME, made)).contains("access-2");
        own.clock.forward(Duration.ofSeconds(1));
        assertThat(own.accessToken(ACME, made)).isEmpty();
        assertThat(own.warnings).extracting(Problem::code).containsExactly(ProblemCode.CONNECTION_FAILED);
        assertThat(own.provider.requests).hasSize(1);
    }

    @Test
    @DisplayName("PORT-79: a token that the provider gave without an end is used without an end")
    void withoutEnd() {
        own.provider.lifetime = Optional.empty();
        StoredConnection made = own.connect(ACME);
        own.clock.forward(Duration.ofDays(1000));
        assertThat(own.gateway.credentials(ACME, made.connectionId(), OwnFixture.KEY))
                .contains(JsonObject.of("type", "OAUTH2", "access_token", "access-2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | text/plain       | boom access-9",
                "200 | application/json | {\"access_token\":7}",
                "200 | application/json | not json access-9",
                "200 | text/html        | <p>access-9",
                "302 | text/plain       | moved",
                "400 | application/json | {\"error\":\"invalid_client\",\"error_description\":\"access-9\"}",
                "400 | application/json | {\"error\":\"acc<script>ess-9\"}",
                "429 | text/plain       | slow down",
            })
    @DisplayName(
            "PORT-7: whatever else a provider answers keeps the connection, hands out what still lasts, and is not repeated")
    void strangeAnswers(int status, String type, String body) {
        StoredConnection made = own.connect(ACME);
        own.provider.instead = Optional.of(new FakeProvider.Answer(status, type, body));
        own.clock.forward(Duration.ofMinutes(60).minusSeconds(5));
        assertThat(own.accessToken(ACME, made)).contains("access-2");
        own.clock.forward(Duration.ofSeconds(5));
        assertThatThrownBy(() -> own.accessToken(ACME, made))
                .isInstanceOf(GatewayException.class)
                .hasMessageStartingWith("needs tokens of the provider files; found ")
                .hasMessageNotContainingAny("access-", "refresh-", "script", FakeProvider.SECRET);
        own.provider.instead = Optional.empty();
        assertThat(own.accessToken(ACME, made)).contains("access-3");
        assertThat(own.warnings).isEmpty();
    }

    @Test
    @DisplayName(
            "PORT-66: tokens are sealed to their connection; in another row they do not open, and nothing is handed out")
    void sealedToTheirRow() {
        StoredConnection mine = own.connect(ACME);
        StoredConnection other = own.connect(ADA);
        Kept kept = Objects.requireNonNull(own.store.connections.get(mine.connectionId()));
        assertThat(kept.sealed()).startsWith("ext-connection:acme:" + mine.connectionId() + "=");
        own.store.refreshed(other.connectionId(), kept.sealed(), kept.expiresAt());
        assertThatThrownBy(() -> own.accessToken(ADA, other))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("needs the stored tokens of the connection " + other.connectionId())
                .hasMessageNotContaining("access-");
        assertThat(own.warnings).hasSize(1);
    }

    @Test
    @DisplayName("PORT-79: a connection that is deleted during its refresh stays deleted")
    void deletedMeanwhile() throws Exception {
        StoredConnection made = own.connect(ACME);
        own.clock.forward(Duration.ofHours(2));
        own.provider.gate = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<String>> call = threads.submit(() -> own.accessToken(ACME, made));
            Awaitility.await().until(() -> own.provider.requests.size() == 2);
            own.gateway.delete(made);
            own.provider.gate.countDown();
            assertThat(call.get()).contains("access-3");
        }
        assertThat(own.store.connections).isEmpty();
        assertThat(own.accessToken(ACME, made)).isEmpty();
    }

    @Test
    @DisplayName("PORT-79: a provider that the operator took out has no credentials, and its connections say why")
    void providerTakenOut() {
        StoredConnection made = own.connect(ACME);
        try (ConnectionGateway without = own.gateway(Map.of())) {
            assertThat(without.credentials(ACME, made.connectionId(), OwnFixture.KEY))
                    .isEmpty();
            assertThat(without.connections("acme").get(0).failure())
                    .contains("providers.json has no provider files any longer.");
            assertThat(without.connect(ACME, OwnFixture.KEY)).isEmpty();
        }
    }
}
