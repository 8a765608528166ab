/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.artifact;

import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.json.LocatedJson;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.payload.PayloadFile;
import dev.berth.sdk.value.JsonObject;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The type that an artifact describes, for whoever holds objects of it; {@link ArtifactPayload} judges it.
 *
 * @param content as the manifest says it, with the threshold that holds if it names none (MAN-170)
 */
public record Descriptor(JsonObject content) {
    private static final String THRESHOLD = "matcherConfidenceThreshold";

    /** Reads the descriptor in a manifest; empty if it has none. */
    public static Optional<Descriptor> of(ExtensionManifest manifest) {
        return PayloadFile.BLOCKS.stream()
                .flatMap(block -> LocatedJson.read(manifest.json()).root().stream()
                        .flatMap(root -> child(root, block))
                        .flatMap(found -> child(found, "artifact")))
                .map(Node.Obj::toJson)
                .map(JsonObject.class::cast)
                .map(json ->
                        json.get(THRESHOLD).isPresent() ? json : json.with(THRESHOLD, ArtifactPayload.USUAL_THRESHOLD))
                .map(Descriptor::new)
                .findFirst();
    }

    private static Stream<Node.Obj> child(Node node, String name) {
        return node instanceof Node.Obj object
                ? object.get(name).stream().filter(Node.Obj.class::isInstance).map(Node.Obj.class::cast)
                : Stream.empty();
    }
}
