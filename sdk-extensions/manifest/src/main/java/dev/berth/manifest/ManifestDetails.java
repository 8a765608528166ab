/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest;

import dev.berth.sdk.value.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a manifest declares beside identity, authority and dependencies; read by one part of a host each.
 *
 * @param license the SPDX expression (MAN-35)
 * @param roles the roles it claims for itself (MAN-45)
 * @param exportedPackages the Java packages that its bundle exports (MAN-73)
 * @param uiSurface {@code bundled} or {@code schema-config}, declared or derived (MAN-55)
 * @param configSchema the settings form, valid as a whole (MAN-207)
 * @param envOverrides variables to {@code settings:<key>} or {@code secrets:<key>} (MAN-48)
 * @param logo a path in the package (MAN-43)
 * @param migrationsDir a folder in the package (MAN-49)
 * @param devFixtures a file in the package with data for development (MAN-47)
 * @param adminOnly whether only administrators see it at first (MAN-44)
 * @param edgesReadable whether all of {@code dependencies} could be read; false only of a text that another host accepted (MAN-147)
 */
public record ManifestDetails(
        Optional<String> license,
        Set<String> roles,
        Set<String> exportedPackages,
        Optional<String> uiSurface,
        Optional<JsonObject> configSchema,
        Map<String, String> envOverrides,
        Optional<String> logo,
        Optional<String> migrationsDir,
        Optional<String> devFixtures,
        boolean adminOnly,
        boolean edgesReadable) {
    /** Declares nothing. */
    public static final ManifestDetails NONE = new ManifestDetails(
            Optional.empty(),
            Set.of(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            true);

    /** Copies the collections. */
    public ManifestDetails {
        roles = sorted(roles);
        exportedPackages = sorted(exportedPackages);
        envOverrides = envOverrides.size() < 2
                ? Map.copyOf(envOverrides)
                : Collections.unmodifiableMap(new LinkedHashMap<>(envOverrides));
    }

    /** Few manifests have more than one, and one needs no tree. */
    private static Set<String> sorted(Set<String> texts) {
        return texts.size() < 2 ? Set.copyOf(texts) : Collections.unmodifiableSet(new TreeSet<>(texts));
    }
}
