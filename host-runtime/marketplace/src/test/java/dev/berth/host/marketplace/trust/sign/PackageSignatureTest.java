/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust.sign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T11 to T13: what travels beside a package, and what is not taken for it. */
final class PackageSignatureTest {
    private static final String DIGEST = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    private static final JsonObject MANIFEST = JsonObject.of(
            "author_id", "acme",
            "kind", "connector",
            "name", "crm-connector",
            "package_sha256", DIGEST,
            "permissions", JsonArray.of("network:api.acme.com", "network:b.acme.com"),
            "version", "1.10.0");
    private static final PackageSignature.OverManifest SIGNED =
            PackageSignature.sign(SignedManifest.of(MANIFEST), Rfc8032.KEY);
    private static final VerifyingKey KEY = Rfc8032.KEY.publicHalf();

    private static PackageSignature parse(String text) {
        return PackageSignature.parse(text.getBytes(UTF_8));
    }

    private static String with(String member, Object value) {
        return SIGNED.json().with(member, value).toString();
    }

    private static String withField(String name, Object value) {
        return with("manifest", MANIFEST.with(name, value));
    }

    @Test
    @DisplayName("TRUST-30, TRUST-34, TRUST-38: what was signed verifies, in whatever order its members stand")
    void verifies() {
        assertThat(parse(SIGNED.json().toString()).isBy(KEY)).isTrue();
        String indented = SIGNED.json().toString().replace(",", " ,\n  ");
        assertThat(parse(indented).isBy(KEY)).isTrue();
        assertThat(parse(SIGNED.json().toString())
                        .isBy(SigningKey.of(new byte[32]).publicHalf()))
                .isFalse();
    }

    @Test
    @DisplayName("T13, TRUST-35, TRUST-36: another kind, name, version, permission or digest is another document")
    void replayed() {
        for (String changed : new String[] {
            withField("kind", "plugins"),
            withField("name", "other-connector"),
            withField("author_id", "mallory"),
            withField("version", "1.1.0"),
            withField("package_sha256", "0".repeat(64)),
            withField("permissions", JsonArray.of("network:api.acme.com")),
            withField("more", "signed too")
        }) {
            assertThat(parse(changed).isBy(KEY)).as(changed).isFalse();
        }
    }

    @Test
    @DisplayName(
            "T13, TRUST-35: a signature made under another scheme proves nothing here, and no other scheme is read")
    void otherScheme() {
        byte[] body = SIGNED.manifest().signedBytes();
        byte[] bare = java.util.Arrays.copyOfRange(body, "marketplace-manifest/v1\n".length(), body.length);
        for (Scheme scheme : Scheme.values()) {
            byte[] signature = Rfc8032.KEY.sign(scheme.bytes(bare));
            assertThat(parse(with("signature", StrictBase64.encode(signature))).isBy(KEY))
                    .as(scheme.toString())
                    .isEqualTo(scheme == Scheme.MANIFEST);
            if (scheme != Scheme.MANIFEST) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> parse(with("scheme", scheme.toString())))
                        .withMessageContaining("needs the scheme");
            }
        }
    }

    @Test
    @DisplayName("T12, TRUST-19, TRUST-20, TRUST-24, TRUST-28, TRUST-29: values outside of the profile are refused")
    void profile() {
        for (String refused : new String[] {
            withField("permissions", JsonArray.of("network:b.acme.com", "network:api.acme.com")),
            withField("permissions", JsonArray.of("a", "a")),
            withField("permissions", "a"),
            withField("permissions", JsonArray.of(1)),
            withField("name", "cafe\u0301"),
            withField("description", JsonObject.of("en", "x")),
            withField("risk", 9007199254740992L),
            withField("content_digest", "sha256:" + DIGEST),
            withField("manifest_signature", "x"),
            withField("with blank", "x"),
            with("manifest", "x"),
            with("schema", 2),
            with("signed_by", "registry"),
            with("extra", true)
        }) {
            assertThatIllegalArgumentException().as(refused).isThrownBy(() -> parse(refused));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"version\":1.10",
                "\"version\":1e1",
                "\"version\":null",
                "\"version\":\"1.10.0\",\"version\":\"1.10.0\"",
                "\"version\":&v \"1.10.0\"",
                "\"version\":\"\\ud800\""
            })
    @DisplayName(
            "T12, TRUST-27, TRUST-24: two keys of a name, fractions, exponents, null, aliases and half characters are refused")
    void confusion(String version) {
        String text = SIGNED.json().toString().replace("\"version\":\"1.10.0\"", version);
        assertThatIllegalArgumentException().isThrownBy(() -> parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "{}", "\u0000", "\ufeff{}", "{}{}", "---\na: 1\n---\nb: 2\n"})
    @DisplayName("T12, TRUST-26, TRUST-27: what is not exactly one document is none")
    void noDocument(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(text));
    }

    @Test
    @DisplayName(
            "TRUST-27, TRUST-50: deep nesting, too many bytes and random damage are refused, never thrown otherwise")
    void hostile() {
        assertThatIllegalArgumentException().isThrownBy(() -> parse("[".repeat(100_000)));
        assertThatIllegalArgumentException().isThrownBy(() -> parse(with("more", "x".repeat(PackageSignature.LIMIT))));
        Random random = new Random(8032);
        byte[] whole = SIGNED.json().toString().getBytes(UTF_8);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                PackageSignature read = PackageSignature.parse(damaged);
                // What still reads says the same, or is not signed.
                assertThat(!read.isBy(KEY) || sameManifest(read)).isTrue();
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageMatching("(?s).+");
            }
        }
    }

    private static boolean sameManifest(PackageSignature read) {
        return read instanceof PackageSignature.OverManifest over
                && over.manifest().json().equals(MANIFEST);
    }

    @Test
    @DisplayName("TRUST-41: a prefix of dist.cinatraSignature is not stripped")
    void prefix() {
        String signature = StrictBase64.encode(Rfc8032.KEY.sign(Scheme.INTEGRITY.bytes("@acme/a-agent", "1.0.0", "x")));
        JsonObject dist = JsonObject.of("integrity", "x", "cinatraSignature", "v2:" + signature);
        JsonObject document = JsonObject.of("name", "@acme/a-agent", "version", "1.0.0", "dist", dist);
        assertThatIllegalArgumentException().isThrownBy(() -> parse(document.toString()));
        String plain =
                document.with("dist", dist.with("cinatraSignature", signature)).toString();
        assertThat(parse(plain).isBy(KEY)).isTrue();
    }

    @Test
    @DisplayName("TRUST-39: fields that the package contradicts are named; its digests have to be the signed ones")
    void digests() {
        SignedManifest manifest = SignedManifest.of(MANIFEST);
        assertThat(manifest.names(DIGEST, "sha256:other")).isTrue();
        assertThat(manifest.names("0".repeat(64), "sha256:other")).isFalse();
        JsonObject tree = (JsonObject) StrictJson.parseSigned(
                MANIFEST.toString().replace("package_sha256\":\"", "content_digest\":\"sha256:"));
        assertThat(SignedManifest.of(tree).names("0".repeat(64), "sha256:" + DIGEST))
                .isTrue();
        assertThat(SignedManifest.of(tree).names(DIGEST, "sha256:other")).isFalse();
    }
}
