/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust.sign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.json.CanonicalJson;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.value.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The values of the contract, byte for byte (TRUST-174). */
final class GoldenVectorsTest {
    private static final String G2 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    private static final String G3 = "{\"author_id\":\"acme\",\"kind\":\"widgets\",\"name\":\"my-widget\","
            + "\"package_sha256\":\"" + G2 + "\",\"permissions\":[\"data:read.metrics\",\"refresh:30s\"],"
            + "\"version\":\"1.0.0\"}";
    private static final String G5 =
            "Qa6sHcPh6HTIpIVX99ZXbNTE+9eZNofLy/dSh0FUQNOHLl+HXwXe+XBg9ktkqb+MWW/FTuDlxHWLl3rjhiSUCg==";
    private static final String G6 = "sha256:89eb3b150e6a3796f83fd616406928c72640430f39bb943bdcca56905111f073";
    private static final String G7 =
            "sha512-m3HSJL1i83hdltRq0+o9czGb+8KJDKra4t/3JRlnPKcjI8PZm6XBHXx6zG4UuMXaDEZjR1wuXDre9G9zvN7AQw==";
    private static final VerifyingKey PUBLIC = Rfc8032.KEY.publicHalf();

    private static JsonObject json(String text) {
        return (JsonObject) StrictJson.parseSigned(text);
    }

    private static String signature(byte[] message) {
        String text = StrictBase64.encode(Rfc8032.KEY.sign(message));
        assertThat(PUBLIC.verifies(message, SignatureBytes.parse(text).orElseThrow()))
                .isTrue();
        return text;
    }

    private static String hex(String algorithm, byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    }

    @Test
    @DisplayName("G1, TRUST-52: the SubjectPublicKeyInfo and the key id")
    void key() {
        assertThat(PUBLIC.spki()).isEqualTo("MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
        assertThat(PUBLIC.id()).isEqualTo("06e3fd8fda29bb60");
        assertThat(VerifyingKey.parse(PUBLIC.spki())).isEqualTo(PUBLIC);
    }

    @Test
    @DisplayName("G2 to G5, TRUST-23, TRUST-26, TRUST-34: canonical manifest, signed bytes, signature")
    void manifest() throws NoSuchAlgorithmException {
        assertThat(hex("SHA-256", "hello".getBytes(UTF_8))).isEqualTo(G2);
        JsonObject shuffled = JsonObject.of(
                "version", "1.0.0",
                "permissions", json(G3).get("permissions").orElseThrow(),
                "package_sha256", G2,
                "name", "my-widget",
                "kind", "widgets",
                "author_id", "acme");
        assertThat(new String(CanonicalJson.bytes(shuffled), UTF_8)).isEqualTo(G3);
        byte[] signed = SignedManifest.of(shuffled).signedBytes();
        assertThat(signed).hasSize(232);
        assertThat(hex("SHA-256", signed))
                .isEqualTo("06730688731e33e86ebbffb3940dfc210cae27a4fe500c0e1a1a6c4ad2e6fb56");
        assertThat(signature(signed)).isEqualTo(G5);
    }

    @Test
    @DisplayName("G7, G8, TRUST-40: the signature that npm's metadata carries")
    void integrity() {
        byte[] signed = Scheme.INTEGRITY.bytes("@acme/foo-agent", "1.0.0", G7);
        assertThat(signature(signed))
                .isEqualTo("jIrL8ej/xrks33ppNGQMlUjvWJ3cYPkWZ8WbjCoUFucYV30hU9Ez1/gXCWxtF/mN1+4sJiz7t+mMcYTlu3CWBg==");
        PackageSignature read = PackageSignature.parse(JsonObject.of(
                        "name", "@acme/foo-agent",
                        "version", "1.0.0",
                        "dist", JsonObject.of("integrity", G7, "cinatraSignature", signature(signed)))
                .toString()
                .getBytes(UTF_8));
        assertThat(read.isBy(PUBLIC)).isTrue();
    }

    @Test
    @DisplayName("G9, TRUST-33: an approval")
    void approval() {
        byte[] signed = Scheme.APPROVAL.bytes("@acme/my-widget@1.0.0", G2, G6, "rel-1");
        assertThat(signed).hasSize(188);
        assertThat(signature(signed))
                .isEqualTo("Th4EhfK0daj7CsEqS/hbTSSAmI/NdMarffhbRvxmVd0nhBE4bYmaSoCdlE8alrmZGdY5ga/0IFbvHLFdcCLKDg==");
    }

    @Test
    @DisplayName("G10, G11, TRUST-36: the manifest of a release that is a tree")
    void tree() {
        String g10 = "{\"author_id\":\"nicholai\",\"content_digest\":\"" + G6
                + "\",\"kind\":\"skill\",\"name\":\"web-deploy\",\"permissions\":[],\"version\":\"1.0.0\"}";
        byte[] signed = SignedManifest.of(json(g10)).signedBytes();
        assertThat(new String(signed, UTF_8)).isEqualTo("marketplace-manifest/v1\n" + g10);
        assertThat(signed).hasSize(209);
        assertThat(signature(signed))
                .isEqualTo("7MFUCEpZ9LoioXW+ovdp1dojbD+ySm1Rt6VgP4dvXc5fTLvEvV7mpvzZsIy7mYW6iLMW5Y6gM+9Ku+WMtnj6Cw==");
    }

    @Test
    @DisplayName("G12: a timestamp")
    void timestamp() {
        JsonObject timestamp = JsonObject.of(
                "type",
                "timestamp",
                "n",
                7,
                "expires",
                "2026-03-25T00:00:00Z",
                "index",
                JsonObject.of("n", 42, "sha256", G2, "length", 10));
        byte[] signed = Scheme.TIMESTAMP.bytes(CanonicalJson.bytes(timestamp));
        assertThat(signed).hasSize(189);
        assertThat(signature(signed))
                .isEqualTo("44krr1QVFL39Ctoq0Tqbcfb8+ufgHKM0dSaqXYIGKReK2e+O+/IvHj1VNqEssM2XZxyCmadQ5oclKggRY56LDQ==");
    }
}
