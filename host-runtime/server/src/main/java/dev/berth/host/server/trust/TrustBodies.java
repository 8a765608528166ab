/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.trust;

import dev.berth.host.evidence.Block;
import dev.berth.host.evidence.PublisherKey;
import dev.berth.sdk.value.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the routes of this package read and answer. */
final class TrustBodies {
    private TrustBodies() {}

    /** The key ring. */
    record Keys(List<KeyView> keys) {}

    /** A key of the ring; the public half alone. */
    record KeyView(
            String keyId,
            String scope,
            String spki,
            String state,
            String custody,
            Instant validFrom,
            Optional<Instant> validTo,
            Optional<Instant> compromisedSince) {
        static KeyView of(PublisherKey key) {
            return new KeyView(
                    key.id(),
                    key.scope(),
                    key.spki(),
                    key.state().toString(),
                    key.custody().toString(),
                    key.validFrom(),
                    key.validTo(),
                    key.compromisedSince());
        }
    }

    /** What is blocked. */
    record Blocks(List<BlockView> blocks) {}

    /** A block. */
    record BlockView(String value, String kind, String reason, Instant since) {
        static BlockView of(Block block) {
            return new BlockView(block.value(), block.kind().toString(), block.reason(), block.at());
        }
    }

    /** What is blocked no longer. */
    record Unblocked(String value) {}

    private static final JsonObject TEXT = JsonObject.of("type", "string");

    static JsonObject keySchema() {
        return object(
                JsonObject.of(
                        "key", JsonObject.of("type", "object"),
                        "scope", TEXT,
                        "custody", TEXT.with("enum", List.of("author", "custodial"))),
                "key");
    }

    static JsonObject revocationSchema() {
        return object(JsonObject.of(
                "compromisedSince", TEXT.with("description", "An instant; without it, no signature counts")));
    }

    static JsonObject blockSchema() {
        return object(JsonObject.of("value", TEXT, "reason", TEXT), "value", "reason");
    }

    static JsonObject unblockSchema() {
        return object(JsonObject.of("value", TEXT), "value");
    }

    private static JsonObject object(JsonObject properties, String... required) {
        return JsonObject.of(
                "type",
                "object",
                "properties",
                properties,
                "required",
                List.of(required),
                "additionalProperties",
                false);
    }
}
