/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust.sign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T10 and T11: keys and signatures that a lenient verifier takes. */
final class KeysTest {
    private static final byte[] MESSAGE = "anything".getBytes(UTF_8);
    private static final byte[] SIGNATURE = Rfc8032.KEY.sign(MESSAGE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The identity, for which the signature 01 00..00 is valid under the JDK's provider.
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000000",
                // Of order 2, 4 and 8.
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                // The identity, written beyond the field: p + 1.
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                // The sign of an x that is 0.
                "0100000000000000000000000000000000000000000000000000000000000080",
                // A point with a part of small order: the base point plus one of order 2.
                "95999999999999999999999999999999999999999999999999999999999999" + "99",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            })
    @DisplayName("T10, G16, TRUST-44, TRUST-45: keys of small or mixed order, and not canonical ones, are weak")
    void weak(String hex) {
        byte[] raw = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> VerifyingKey.of(raw))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.WEAK_KEY));
    }

    @Test
    @DisplayName("T10: the signature 01 00..00 verifies by no key")
    void trivialSignature() {
        byte[] trivial = new byte[SignatureBytes.LENGTH];
        trivial[0] = 1;
        assertThat(Rfc8032.KEY.publicHalf().verifies(MESSAGE, trivial)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n",
                "MCowBQYDK2VwAyEA11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
                // X25519, which differs in one byte.
                "MCowBQYDK2VuAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
                "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
            })
    @DisplayName("TRUST-48, TRUST-49: other texts of a key are refused")
    void keyText(String text) {
        assertThatThrownBy(() -> VerifyingKey.parse(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.WEAK_KEY));
    }

    @Test
    @DisplayName("T11, G16, TRUST-46, TRUST-47: 63 and 65 bytes, and S + L, are no signature")
    void bytes() {
        VerifyingKey key = Rfc8032.KEY.publicHalf();
        assertThat(key.verifies(MESSAGE, SIGNATURE)).isTrue();
        assertThat(key.verifies(MESSAGE, Arrays.copyOf(SIGNATURE, 63))).isFalse();
        assertThat(key.verifies(MESSAGE, Arrays.copyOf(SIGNATURE, 65))).isFalse();
        assertThat(key.verifies(MESSAGE, new byte[0])).isFalse();
        assertThat(key.verifies(MESSAGE, Rfc8032.plusOrder(SIGNATURE))).isFalse();
        assertThat(SignatureBytes.isSound(Rfc8032.plusOrder(SIGNATURE))).isFalse();
        assertThat(key.verifies("anythinG".getBytes(UTF_8), SIGNATURE)).isFalse();
    }

    @Test
    @DisplayName("T11, G16, TRUST-48, TRUST-49, TRUST-41: one text a value; a prefix is not stripped")
    void texts() {
        String text = StrictBase64.encode(SIGNATURE);
        assertThat(text).hasSize(88);
        assertThat(SignatureBytes.parse(text)).isPresent();
        assertThat(StrictBase64.decode("QQ==")).contains(new byte[] {'A'});
        assertThat(StrictBase64.decode("QR==")).as("the same byte").isEmpty();
        assertThat(StrictBase64.decode("QQ")).as("without padding").isEmpty();
        for (String other :
                new String[] {"v2:" + text, text + "\n", " " + text, text.replace("==", ""), text + "AA=="}) {
            assertThat(SignatureBytes.parse(other)).as(other).isEmpty();
        }
    }
}
