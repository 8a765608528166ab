/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.bundle;

import dev.berth.sdk.problem.Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Manifest;

/**
 * The main section of {@code META-INF/MANIFEST.MF}.
 *
 * @param lines the line of each header, by its name in lower case
 * @param repeated names that occur twice: readers differ in which one they take
 */
record Headers(Manifest manifest, Map<String, Integer> lines, List<String> repeated) {
    static final String FILE = "META-INF/MANIFEST.MF";

    /** Reads the file; empty if it is malformed. */
    static Optional<Headers> read(byte[] bytes) {
        Map<String, Integer> lines = new HashMap<>();
        List<String> repeated = new ArrayList<>();
        scan(bytes, lines, repeated);
        if (!repeated.isEmpty()) {
            // java.util.jar.Manifest logs a repeated header, which validation must not.
            return Optional.of(new Headers(new Manifest(), lines, repeated));
        }
        try {
            return Optional.of(new Headers(new Manifest(new ByteArrayInputStream(bytes)), lines, repeated));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void scan(byte[] bytes, Map<String, Integer> lines, List<String> repeated) {
        String[] rows = new String(bytes, StandardCharsets.UTF_8).split("\r\n|\r|\n", -1);
        for (int i = 0; i < rows.length && !rows[i].isEmpty(); i++) {
            int colon = rows[i].indexOf(':');
            if (colon > 0 && !rows[i].startsWith(" ")) {
                String name = rows[i].substring(0, colon).toLowerCase(Locale.ROOT);
                if (lines.putIfAbsent(name, i + 1) != null) {
                    repeated.add(rows[i].substring(0, colon));
                }
            }
        }
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(manifest.getMainAttributes().getValue(name)).filter(value -> !value.isBlank());
    }

    boolean has(String name) {
        return lines.containsKey(name.toLowerCase(Locale.ROOT));
    }

    Location at(String name) {
        return new Location(FILE, lines.getOrDefault(name.toLowerCase(Locale.ROOT), 0), 0, Optional.of(name));
    }
}
