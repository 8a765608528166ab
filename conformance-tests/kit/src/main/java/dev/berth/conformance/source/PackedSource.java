/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.source;

import dev.berth.host.marketplace.pack.PackageReader;
import dev.berth.sdk.problem.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A packed file.
 *
 * @param path of the file below the checked root; empty if it was asked for itself
 */
record PackedSource(String path, Path file) implements Source {
    @Override
    public Optional<String> folder() {
        return Optional.empty();
    }

    @Override
    public Opened open() {
        String name = String.valueOf(file.getFileName());
        return switch (new PackageReader().open(file, name)) {
            case dev.berth.host.marketplace.pack.Opened.Sound sound ->
                new Opened(Optional.of(sound.contents()), List.of(), this::locate);
            case dev.berth.host.marketplace.pack.Opened.Refused refused ->
                new Opened(
                        Optional.empty(),
                        refused.problems().stream()
                                .map(problem -> problem.at(Location.of(name)))
                                .toList(),
                        same -> path.isEmpty() ? name : path);
        };
    }

    /** As in the URL of an entry of a JAR; the file itself is what was asked for when its path is empty. */
    private String locate(String entry) {
        return path.isEmpty() ? entry : path + "!/" + entry;
    }
}
