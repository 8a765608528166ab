/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.host;

import dev.berth.conformance.actions.PortActions;
import dev.berth.conformance.host.probe.Probe;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A package with the probe in it.
 *
 * @param name the slug of its id
 * @param script what the probe does, see {@link Probe}
 * @param requires another probe that it requires
 */
record ProbePackage(String name, String version, Map<String, String> script, Optional<String> requires) {
    static final String CAPABILITY = "conformance-probe";

    /** Where it writes what it does. */
    static final String MOUNT = "trace";

    private static final List<Class<?>> CLASSES = Stream.concat(Stream.of(Probe.class), PortActions.classes().stream())
            .toList();

    ProbePackage {
        script = Map.copyOf(script);
    }

    static ProbePackage of(String name) {
        return new ProbePackage(name, "1.0.0", Map.of(), Optional.empty());
    }

    ProbePackage version(String other) {
        return new ProbePackage(name, other, script, requires);
    }

    ProbePackage requires(String other) {
        return new ProbePackage(name, version, script, Optional.of(other));
    }

    /** Asks the probe to do something more. */
    ProbePackage that(String key, String value) {
        Map<String, String> more = new TreeMap<>(script);
        more.put(key, value);
        return new ProbePackage(name, version, more, requires);
    }

    ExtensionId id() {
        return id(name);
    }

    private static ExtensionId id(String name) {
        return ExtensionId.of("@conformance/" + name + "-connector");
    }

    Path writeTo(Path folder, Path trace) {
        Path file = folder.resolve(name + "-" + version + ".jar");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, headers())) {
            add(jar, "package.json", manifest().toString());
            StringBuilder properties = new StringBuilder("id=" + name + "\nversion=" + version + "\ntrace="
                    + trace.toAbsolutePath().toString().replace("\\", "\\\\") + "\n");
            new TreeMap<>(script).forEach((key, value) -> properties.append(key + "=" + value + "\n"));
            add(jar, "probe.properties", properties.toString());
            for (Class<?> type : CLASSES) {
                String path = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(path));
                try (InputStream bytes = Objects.requireNonNull(type.getResourceAsStream("/" + path))) {
                    bytes.transferTo(jar);
                }
                jar.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static void add(JarOutputStream jar, String path, String text) throws IOException {
        jar.putNextEntry(new JarEntry(path));
        jar.write(text.getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
    }

    private Manifest headers() {
        Manifest headers = new Manifest();
        Attributes main = headers.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", id().symbolicName());
        main.putValue("Bundle-Version", version);
        main.putValue("Import-Package", "dev.berth.sdk,dev.berth.sdk.port,dev.berth.sdk.problem,dev.berth.sdk.value");
        return headers;
    }

    /** Every privileged port is requested, so that the grant alone decides. */
    private JsonObject manifest() {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("apiVersion", "berth.dev/v1");
        block.put("kind", "connector");
        block.put("serverEntry", Probe.class.getName());
        block.put("sdkAbiRange", "^2");
        block.put(
                "requestedHostPorts",
                Arrays.stream(PortName.values())
                        .filter(PortName::isPrivileged)
                        .map(PortName::toString)
                        .toList());
        block.put("permissions", List.of("fs:write:" + MOUNT));
        if (script.containsKey("capability")) {
            block.put("provides", List.of(Map.of("capability", CAPABILITY, "version", "1.0.0")));
        }
        block.put("dependencies", requires.stream().map(ProbePackage::edge).toList());
        return JsonObject.of(
                "name",
                id().value(),
                "version",
                version,
                "license",
                "Apache-2.0",
                "description",
                "Does what the conformance kit asks it to do.",
                "berth",
                block);
    }

    private static Map<String, Object> edge(String other) {
        return Map.of(
                "packageName",
                id(other).value(),
                "edgeType",
                "runtime",
                "requirement",
                "required",
                "versionConstraint",
                Map.of("kind", "semver-range", "range", "^1"));
    }
}
