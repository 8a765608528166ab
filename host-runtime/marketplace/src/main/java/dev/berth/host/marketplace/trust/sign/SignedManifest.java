/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust.sign;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.json.CanonicalJson;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonBoolean;
import dev.berth.sdk.value.JsonNumber;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a publisher signs of a package: who it is, what it may do, and its digest (TRUST-36). The tree that was verified is the one that
 * is compared with the package; nothing is parsed twice (TRUST-30, TRUST-31).
 */
public final class SignedManifest {
    private static final String AUTHOR = "author_id";
    private static final String PACKAGE = "package_sha256";
    private static final String CONTENT = "content_digest";
    private static final String PERMISSIONS = "permissions";
    private static final List<String> TEXTS = List.of(AUTHOR, "kind", "name", "version");

    private final JsonObject json;
    private final byte[] body;

    private SignedManifest(JsonObject json, byte[] body) {
        this.json = json;
        this.body = body;
    }

    /**
     * Takes one that arrived.
     *
     * @throws IllegalArgumentException if it is outside of the profile (TRUST-28, TRUST-29); the message says why
     */
    static SignedManifest of(JsonObject json) {
        json.members().forEach(SignedManifest::requireProfile);
        TEXTS.forEach(name -> require(json.string(name).isPresent(), "the text \"" + name + "\"", "none"));
        require(json.get("manifest_signature").isEmpty(), "no \"manifest_signature\" inside", "one");
        require(
                json.string(PACKAGE).isPresent() != json.string(CONTENT).isPresent(),
                "exactly one of \"" + PACKAGE + "\" and \"" + CONTENT + "\"",
                json.string(PACKAGE).isPresent() ? "both" : "none");
        require(
                json.get(PERMISSIONS).filter(JsonArray.class::isInstance).isPresent(),
                "the list \"" + PERMISSIONS + "\"",
                "none");
        List<String> permissions = texts(json.get(PERMISSIONS).orElseThrow());
        require(
                List.copyOf(new TreeSet<>(permissions)).equals(permissions),
                "\"permissions\" sorted, each once",
                String.join(", ", permissions));
        return new SignedManifest(json, CanonicalJson.bytes(json));
    }

    /** Derives it from the manifest of a package, whose file has this SHA-256 (TRUST-37). */
    public static SignedManifest of(ExtensionManifest manifest, String packageSha256) {
        return of(derived(manifest).with(PACKAGE, packageSha256));
    }

    private static JsonObject derived(ExtensionManifest manifest) {
        return JsonObject.of(
                AUTHOR,
                manifest.id().scope(),
                "kind",
                manifest.kind().toString(),
                "name",
                manifest.id().name(),
                PERMISSIONS,
                List.copyOf(new TreeSet<>(manifest.permissions())),
                "version",
                manifest.version().toString());
    }

    private static void requireProfile(String name, JsonValue value) {
        boolean plain = value instanceof JsonString
                || value instanceof JsonBoolean
                || value instanceof JsonNumber
                || (value instanceof JsonArray array && array.items().stream().allMatch(JsonString.class::isInstance));
        require(plain, "\"" + name + "\" to be text, a flag, an integer or a list of texts", "something else");
        texts(value)
                .forEach(text -> require(
                        Normalizer.isNormalized(text, Normalizer.Form.NFC), "\"" + name + "\" in NFC", "another form"));
    }

    private static List<String> texts(JsonValue value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof JsonString text) {
            texts.add(text.value());
        } else if (value instanceof JsonArray array) {
            array.items().forEach(item -> texts.addAll(texts(item)));
        }
        return texts;
    }

    private static void require(boolean holds, String needs, String found) {
        if (!holds) {
            throw new IllegalArgumentException("needs " + needs + "; found " + found);
        }
    }

    /** Returns the scope of who signed, without {@code @}. */
    public String scope() {
        return json.string(AUTHOR).orElseThrow();
    }

    /** Tells whether it names the package with these digests, the first as 64 hex digits, the second as {@code sha256:<hex>}. */
    public boolean names(String packageSha256, String contentDigest) {
        return json.string(PACKAGE)
                .map(signed -> equal(signed, packageSha256))
                .orElseGet(() -> equal(json.string(CONTENT).orElseThrow(), contentDigest));
    }

    /** Compares in constant time (TRUST-14). */
    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    /** Returns which of its fields the manifest inside the package contradicts, each with both values (TRUST-39). */
    public List<String> differences(ExtensionManifest inside) {
        Map<String, JsonValue> found = new TreeMap<>(derived(inside).members());
        List<String> differences = new ArrayList<>();
        found.forEach((name, value) -> json.get(name)
                .filter(signed -> !signed.equals(value))
                .ifPresent(signed -> differences.add(name + ": signed " + signed + ", in the package " + value)));
        return differences;
    }

    /** Returns what is signed. */
    byte[] signedBytes() {
        return Scheme.MANIFEST.bytes(body);
    }

    /** Returns it as it travels. */
    public JsonObject json() {
        return json;
    }
}
