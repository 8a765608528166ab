/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.license;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The ids of the SPDX lists. Ids are case-sensitive here, as they are for npm; another case is a near miss. */
final class SpdxIds {
    static final Set<String> LICENSES = read("licenses.txt");
    static final Set<String> EXCEPTIONS = read("exceptions.txt");

    private SpdxIds() {}

    private static Set<String> read(String resource) {
        try (InputStream in = Objects.requireNonNull(SpdxIds.class.getResourceAsStream(resource), resource)) {
            Set<String> ids = new TreeSet<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(ids::add);
            return Collections.unmodifiableSet(ids);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
