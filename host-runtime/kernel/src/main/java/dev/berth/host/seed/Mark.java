/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.seed;

import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.Optional;

/**
 * Says that a row was seeded: by whom, in which version, and with what.
 *
 * @param fixture the id of the fixture
 * @param checksum of the value that was written
 */
public record Mark(ExtensionId extension, String fixture, int version, String checksum) {
    /** Returns the mark that a fixture leaves. */
    public static Mark of(ExtensionId extension, Fixture fixture) {
        return new Mark(extension, fixture.id(), fixture.version(), Checksum.of(fixture.value()));
    }

    /** Returns it as a text to keep. */
    public String text() {
        return JsonObject.of(
                        "extension", extension.value(), "fixture", fixture, "version", version, "checksum", checksum)
                .toString();
    }

    /** Reads a text that was kept; one that is none of ours marks nothing. */
    public static Optional<Mark> read(String text) {
        try {
            Kept kept = StrictJson.parse(text).as(Kept.class);
            return Optional.of(
                    new Mark(ExtensionId.of(kept.extension()), kept.fixture(), kept.version(), kept.checksum()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Its members in JSON. */
    record Kept(String extension, String fixture, int version, String checksum) {}

    /** Tells whether a fixture left it, in whatever version. */
    boolean isOf(ExtensionId other, Fixture candidate) {
        return extension.equals(other) && fixture.equals(candidate.id());
    }
}
