/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.oas;

import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.json.LocatedJson;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.json.Utf8Text;
import dev.berth.manifest.payload.PayloadFile;
import dev.berth.sdk.problem.Location;
import java.util.Optional;

/**
 * The flow of a package, for whoever judges more of it than its form; {@link OasPayload} judges that.
 *
 * @param path where the file stands
 */
public record OasFile(String path, Flow flow) {
    static final String NAME = "oas.json";

    /** Reads the flow of a package as far as it is one object. */
    public static Optional<OasFile> find(PackageEntries entries) {
        return PayloadFile.BLOCKS.stream()
                .map(block -> block + "/" + NAME)
                .flatMap(path -> entries.read(path).flatMap(bytes -> read(path, bytes)).stream())
                .findFirst();
    }

    private static Optional<OasFile> read(String path, byte[] bytes) {
        return bytes.length < PayloadFile.SIZE_LIMIT
                        && Utf8Text.of(bytes) instanceof Utf8Text.Decoded decoded
                        && LocatedJson.read(decoded.text()).root().orElse(null) instanceof Node.Obj root
                ? Optional.of(new OasFile(path, Flow.of("", root)))
                : Optional.empty();
    }

    /** Names a field in the file. */
    public Location at(Place place, String field) {
        return Location.of(path, place.line(), place.column()).field(field);
    }
}
