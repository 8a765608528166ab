/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.bundle;

import dev.berth.manifest.PackageEntries;
import dev.berth.sdk.problem.Location;
import java.util.List;

/**
 * A Java package that a bundle imports, for whoever judges more than whether it may (MAN-74).
 *
 * @param name the Java package
 * @param optional whether the bundle resolves without it
 * @param location the header
 */
public record BundleImport(String name, boolean optional, Location location) {
    private static final String HEADER = "Import-Package";

    /** Returns the imports of a package; none if it is no bundle or the header cannot be read. */
    public static List<BundleImport> of(PackageEntries entries) {
        return entries.read(Headers.FILE).flatMap(Headers::read).stream()
                .flatMap(headers -> headers.get(HEADER).flatMap(Clause::parse).orElse(List.of()).stream()
                        .flatMap(clause -> clause.paths().stream()
                                .map(path -> new BundleImport(path, clause.isOptional(), headers.at(HEADER)))))
                .toList();
    }
}
