/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust.sign;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.json.StrictJson;
import dev.berth.manifest.json.Utf8Text;
import dev.berth.sdk.value.JsonBoolean;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What travels beside a package as {@code FILE.signature.json} and says who vouches for it (TRUST-38, MKT-84). */
public sealed interface PackageSignature {
    /** What is added to the name of a package file. */
    String SUFFIX = ".signature.json";

    /** The most that such a file has. */
    int LIMIT = 64 * 1024;

    /** Tells whether this key made the signature. */
    boolean isBy(VerifyingKey key);

    /** Returns the id of the key that it names; none if it may be any of the scope. */
    Optional<String> keyId();

    /** Returns what it is for. */
    String scheme();

    /** Returns what the manifest inside the package says otherwise than what was signed (TRUST-39). */
    List<String> differences(ExtensionManifest inside);

    /** A signature over the signed manifest. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record OverManifest(String key, String signedBy, SignedManifest manifest, byte[] signature)
            implements PackageSignature {
        @Override
        public boolean isBy(VerifyingKey candidate) {
            return candidate.id().equals(key) && candidate.verifies(manifest.signedBytes(), signature);
        }

        @Override
        public Optional<String> keyId() {
            return Optional.of(key);
        }

        @Override
        public String scheme() {
            return Scheme.MANIFEST.toString();
        }

        @Override
        public List<String> differences(ExtensionManifest inside) {
            return manifest.differences(inside);
        }

        /** Returns it as it travels. */
        public JsonObject json() {
            return JsonObject.of(
                    "schema",
                    1,
                    "scheme",
                    scheme(),
                    "key_id",
                    key,
                    "signed_by",
                    signedBy,
                    "signature",
                    StrictBase64.encode(signature),
                    "manifest",
                    manifest.json());
        }
    }

    /** A signature over what npm says of a package, as {@code dist.cinatraSignature} has it (TRUST-40). */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record OverIntegrity(String name, String version, String integrity, byte[] signature) implements PackageSignature {
        @Override
        public boolean isBy(VerifyingKey candidate) {
            return candidate.verifies(Scheme.INTEGRITY.bytes(name, version, integrity), signature);
        }

        @Override
        public Optional<String> keyId() {
            return Optional.empty();
        }

        @Override
        public String scheme() {
            return Scheme.INTEGRITY.toString();
        }

        @Override
        public List<String> differences(ExtensionManifest inside) {
            String signed = name + " " + version;
            return signed.equals(inside.subject())
                    ? List.of()
                    : List.of("signed " + signed + ", in the package " + inside.subject());
        }
    }

    /** Signs for a package. */
    static OverManifest sign(SignedManifest manifest, SigningKey key) {
        return new OverManifest(key.publicHalf().id(), "author", manifest, key.sign(manifest.signedBytes()));
    }

    /**
     * Reads what arrived.
     *
     * @throws IllegalArgumentException if it is no such document, down to the last character; the message says why
     */
    static PackageSignature parse(byte[] bytes) {
        if (bytes.length > LIMIT) {
            throw new IllegalArgumentException("has more than " + LIMIT + " bytes");
        }
        String text = switch (Utf8Text.of(bytes)) {
            case Utf8Text.Decoded(String decoded) -> decoded;
            case Utf8Text.Unreadable bad -> throw new IllegalArgumentException("holds " + bad.found());
        };
        if (!(json(text) instanceof JsonObject document)) {
            throw new IllegalArgumentException("is no JSON object");
        }
        return document.get("dist").isPresent() ? overIntegrity(document) : overManifest(document);
    }

    private static JsonValue json(String text) {
        try {
            return StrictJson.parseSigned(text);
        } catch (StrictJson.JsonSyntaxException e) {
            throw new IllegalArgumentException("is broken JSON: " + e.getMessage(), e);
        }
    }

    private static OverManifest overManifest(JsonObject document) {
        Set<String> known = Set.of("schema", "scheme", "key_id", "signed_by", "signature", "manifest");
        if (!document.members().keySet().equals(known)) {
            throw new IllegalArgumentException(
                    "needs exactly the members schema, scheme, key_id, signed_by, signature, manifest; found "
                            + String.join(", ", document.members().keySet()));
        }
        String scheme = text(document, "scheme");
        if (!scheme.equals(Scheme.MANIFEST.toString())
                || !document.get("schema").equals(Optional.of(JsonValue.of(1)))) {
            throw new IllegalArgumentException(
                    "needs the scheme " + Scheme.MANIFEST + ", schema 1; found the scheme \"" + scheme + "\"");
        }
        String signedBy = text(document, "signed_by");
        if (!List.of("author", "custodial").contains(signedBy)) {
            throw new IllegalArgumentException(
                    "needs \"signed_by\" to be author or custodial; found \"" + signedBy + "\"");
        }
        if (!(document.get("manifest").orElse(new JsonBoolean(false)) instanceof JsonObject manifest)) {
            throw new IllegalArgumentException("needs \"manifest\" to be an object; found something else");
        }
        return new OverManifest(
                text(document, "key_id"), signedBy, SignedManifest.of(manifest), signature(document, "signature"));
    }

    /** As npm shows a package; what else it shows is not signed. */
    private static OverIntegrity overIntegrity(JsonObject document) {
        if (!(document.get("dist").orElseThrow() instanceof JsonObject dist)) {
            throw new IllegalArgumentException("needs \"dist\" to be an object; found something else");
        }
        return new OverIntegrity(
                text(document, "name"),
                text(document, "version"),
                text(dist, "integrity"),
                signature(dist, "cinatraSignature"));
    }

    private static String text(JsonObject object, String name) {
        return object.string(name)
                .filter(text -> text.length() <= LIMIT && text.getBytes(UTF_8).length > 0 && text.indexOf('\n') < 0)
                .orElseThrow(() -> new IllegalArgumentException("needs the text \"" + name + "\"; found none"));
    }

    private static byte[] signature(JsonObject object, String name) {
        return SignatureBytes.parse(text(object, name))
                .orElseThrow(() -> new IllegalArgumentException("needs \"" + name
                        + "\" to be 64 bytes in standard Base64, 88 characters, S below the order of the"
                        + " group; found something else"));
    }
}
