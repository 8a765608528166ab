/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class KeyStatementTest {
    private static final Instant FROM = Instant.parse("2026-03-24T00:00:00Z");
    private static final SigningKey NEXT = SigningKey.generate(new SecureRandom());
    private static final KeyStatement STATED = KeyStatement.of("rotate", Rfc8032.KEY, NEXT, "acme", FROM);

    private static KeyStatement parse(JsonObject document) {
        return KeyStatement.parse((JsonObject) StrictJson.parseSigned(document.toString()));
    }

    private static JsonObject signed(String name, Object value) {
        JsonObject body = (JsonObject) STATED.json().get("signed").orElseThrow();
        return STATED.json().with("signed", body.with(name, value));
    }

    @Test
    @DisplayName("TRUST-56: the old key and the new one sign a statement, and nobody else")
    void both() {
        KeyStatement read = parse(STATED.json());
        assertThat(read.isSignedBy(Rfc8032.KEY.publicHalf())).isTrue();
        assertThat(read.isSignedBy(NEXT.publicHalf())).isTrue();
        assertThat(read.isSignedBy(SigningKey.generate(new SecureRandom()).publicHalf()))
                .isFalse();
        assertThat(read.key()).isEqualTo(NEXT.publicHalf());
        assertThat(read.validFrom()).isEqualTo(FROM);
    }

    @Test
    @DisplayName("TRUST-56: a changed statement is signed by nobody")
    void changed() {
        for (JsonObject other : new JsonObject[] {
            signed("action", "add"), signed("scope", "mallory"), signed("valid_from", "2026-03-25T00:00:00Z")
        }) {
            KeyStatement read = parse(other);
            assertThat(read.isSignedBy(Rfc8032.KEY.publicHalf())).isFalse();
            assertThat(read.isSignedBy(NEXT.publicHalf())).isFalse();
        }
    }

    @Test
    @DisplayName("TRUST-1: what is no statement is refused")
    void refused() {
        for (JsonObject other : new JsonObject[] {
            JsonObject.of(),
            STATED.json().with("more", 1),
            STATED.json().with("signed", 1),
            STATED.json().with("signatures", JsonArray.of(1)),
            STATED.json().with("signatures", JsonArray.of(JsonObject.of("key_id", "x", "sig", "QQ=="))),
            signed("action", "revoke"),
            signed("key_id", "0000000000000000"),
            signed("valid_from", "2026-03-24"),
            signed("valid_from", "2026-03-24T00:00:00.000Z"),
            signed("more", 1)
        }) {
            assertThatIllegalArgumentException().as(other.toString()).isThrownBy(() -> parse(other));
        }
    }
}
