/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that a host has written, to be compared before and after.
 *
 * @param rows what is installed
 * @param grants what was asked and decided
 * @param audited the number of audit entries
 * @param open operations that the journal has not seen end
 * @param files everything in the folders for content, staging and uploads
 */
record Footprint(String rows, String grants, long audited, int open, List<String> files) {
    static Footprint of(TestHost host) {
        return new Footprint(
                host.seams().parts().extensions().load().toString(),
                host.seams().parts().grants().load().toString(),
                host.runtime().audit(0, 100_000).size(),
                host.seams().parts().journal().open().size(),
                Stream.of("content", "staging", "uploads")
                        .flatMap(name -> files(host.home().resolve(name)))
                        .toList());
    }

    private static Stream<String> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
