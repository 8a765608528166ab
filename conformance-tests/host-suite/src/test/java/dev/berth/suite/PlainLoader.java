/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import dev.berth.sdk.Extension;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** The classes of one package of a {@link PlainEngine}: the JDK's, the SDK's, those of packages it is wired to, and its own. */
final class PlainLoader extends URLClassLoader {
    private static final String SDK = "dev.berth.sdk.";

    private final Map<String, PlainLoader> wires = new HashMap<>();
    private final Set<String> imports;
    private final Set<String> exports;

    PlainLoader(Path file) throws IOException {
        super(new URL[] {file.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        try (JarFile jar = new JarFile(file.toFile())) {
            Attributes headers = jar.getManifest().getMainAttributes();
            imports = names(headers.getValue("Import-Package"));
            exports = names(headers.getValue("Export-Package"));
        }
    }

    /** Takes the names of clauses, without their versions: there is one provider of a package in the host. */
    private static Set<String> names(String header) {
        return Optional.ofNullable(header).stream()
                .flatMap(text -> Arrays.stream(text.split(",(?=[a-z])", -1)))
                .map(clause -> clause.split(";", 2)[0].strip())
                .collect(Collectors.toUnmodifiableSet());
    }

    Set<String> imports() {
        return imports;
    }

    Set<String> exports() {
        return exports;
    }

    void wire(String name, PlainLoader provider) {
        wires.put(name, provider);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(SDK)) {
            return Extension.class.getClassLoader().loadClass(name);
        }
        PlainLoader provider = wires.get(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
        return provider == null ? super.loadClass(name, resolve) : provider.loadClass(name);
    }
}
