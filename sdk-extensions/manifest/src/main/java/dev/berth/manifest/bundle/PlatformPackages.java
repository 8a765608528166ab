/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.bundle;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The Java packages that every extension may import: the SDK's, the JDK's, and two that the host shares. */
final class PlatformPackages {
    private static final List<String> SHARED = List.of("dev.berth.sdk", "org.slf4j", "org.jspecify.annotations");

    /** What the JDK exports to everybody. Its {@code sun} packages are there for old libraries, not for extensions. */
    private static final Set<String> JDK = ModuleFinder.ofSystem().findAll().stream()
            .flatMap(module -> module.descriptor().exports().stream())
            .filter(export -> !export.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .filter(name -> !name.startsWith("sun."))
            .collect(Collectors.toUnmodifiableSet());

    private PlatformPackages() {}

    static boolean has(String name) {
        return name.startsWith("java.")
                || JDK.contains(name)
                || SHARED.stream().anyMatch(root -> name.equals(root) || name.startsWith(root + "."));
    }
}
