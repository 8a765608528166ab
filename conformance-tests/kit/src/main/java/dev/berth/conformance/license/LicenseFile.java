/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.license;

import dev.berth.manifest.PackageEntries;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The file with the licence's text at the root of a package (GATE-53). */
record LicenseFile(String name, String text) {
    static final List<String> NAMES = List.of("LICENSE", "LICENSE.md", "LICENSE.txt");

    /** Returns the first that is not blank. */
    static Optional<LicenseFile> find(PackageEntries entries) {
        return NAMES.stream()
                .flatMap(name ->
                        entries
                                .read(name)
                                .map(bytes -> new LicenseFile(name, new String(bytes, StandardCharsets.UTF_8)))
                                .stream())
                .filter(file -> !file.text().isBlank())
                .findFirst();
    }

    /** Says what stands in its place. */
    static String foundInstead(PackageEntries entries) {
        return NAMES.stream()
                .filter(name -> entries.paths().contains(name))
                .findFirst()
                .map(name -> "an empty " + name)
                .or(() -> entries.paths().stream()
                        .filter(path -> path.matches("(?i)(licen[cs]e|copying)[^/]*"))
                        .sorted()
                        .findFirst()
                        .map(path -> "only " + path))
                .orElse("no such file");
    }
}
