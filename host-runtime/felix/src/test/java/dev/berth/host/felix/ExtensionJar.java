/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import com.example.embedder.Greeter;
import dev.berth.host.activation.BundleEngine.Request;
import dev.berth.host.extension.Origin;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Tier;
import dev.berth.host.permission.Authority;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.Kind;
import dev.berth.manifest.SemVer;
import dev.berth.manifest.VersionRange;
import dev.berth.sdk.Extension;
import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Builds real packages with code: compiles sources and packs them under bundle headers. */
final class ExtensionJar {
    private final ExtensionId id;
    private final String version;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> classFiles = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Set<ExtensionId> dependencies = new LinkedHashSet<>();
    private final List<Path> classPath = new ArrayList<>();
    private Optional<Integer> release = Optional.empty();
    private Authority authority = Authority.NONE;
    private @Nullable Path file;

    private ExtensionJar(String id, String version) {
        this.id = ExtensionId.of(id);
        this.version = version;
        headers.put("Bundle-ManifestVersion", "2");
        headers.put("Bundle-SymbolicName", this.id.symbolicName());
        headers.put("Bundle-Version", version);
    }

    static ExtensionJar of(String id, String version) {
        return new ExtensionJar(id, version);
    }

    ExtensionJar source(String className, String code) {
        sources.put(className, code);
        return this;
    }

    /** Compiles for an older Java. */
    ExtensionJar release(int java) {
        release = Optional.of(java);
        return this;
    }

    ExtensionJar header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    ExtensionJar without(String header) {
        headers.remove(header);
        return this;
    }

    ExtensionJar exports(String value) {
        return header("Export-Package", value);
    }

    ExtensionJar imports(String value) {
        return header("Import-Package", value);
    }

    ExtensionJar dependsOn(String... ids) {
        Stream.of(ids).map(ExtensionId::of).forEach(dependencies::add);
        return this;
    }

    ExtensionJar may(Authority granted) {
        authority = granted;
        return this;
    }

    /** Takes class files as they are. */
    ExtensionJar classFile(String path, byte[] bytes) {
        classFiles.put(path, bytes);
        return this;
    }

    /** Compiles against the classes of another. */
    ExtensionJar against(ExtensionJar other) {
        classPath.add(other.file());
        return this;
    }

    Path file() {
        if (file == null) {
            throw new IllegalStateException("Build it first");
        }
        return file;
    }

    /** Writes it as a content store would: named by a digest, without a suffix, read-only. */
    ExtensionJar in(Path folder) {
        try {
            Path classes = Files.createTempDirectory(folder, "classes");
            compile(classes);
            Path written = Files.createTempFile(folder, "sha", "");
            try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(written), manifest())) {
                copy(classes, jar);
                for (Map.Entry<String, byte[]> each : classFiles.entrySet()) {
                    jar.putNextEntry(new ZipEntry(each.getKey()));
                    jar.write(each.getValue());
                    jar.closeEntry();
                }
            }
            if (!written.toFile().setReadOnly()) {
                throw new IOException("Not read-only: " + written);
            }
            file = written;
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Takes the file that is there from an earlier run, or writes it: headers only. */
    ExtensionJar at(Path path) throws IOException {
        if (!Files.exists(path)) {
            new JarOutputStream(Files.newOutputStream(path), manifest()).close();
        }
        file = path;
        return this;
    }

    Request request() {
        return new Request(revision(), file(), authority, Set.copyOf(dependencies));
    }

    private Revision revision() {
        ExtensionManifest manifest = new ExtensionManifest(
                id,
                SemVer.parse(version).orElseThrow(),
                Kind.CONNECTOR,
                "",
                Optional.empty(),
                Optional.empty(),
                VersionRange.dependency("*").orElseThrow(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                "{}");
        String digest = "sha256:" + "0".repeat(64);
        return new Revision(
                manifest, 1, packageDigest(), digest, Tier.UNSIGNED, new Origin.File("test.jar"), Instant.EPOCH);
    }

    private String packageDigest() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file())));
        } catch (IOException | NoSuchAlgorithmException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        return manifest;
    }

    private void compile(Path classes) throws IOException {
        if (sources.isEmpty()) {
            return;
        }
        List<String> paths = Stream.concat(
                        Stream.of(Extension.class, Greeter.class).map(ExtensionJar::origin), classPath.stream())
                .map(Path::toString)
                .toList();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = new ArrayList<>(List.of(
                "-Xlint:none",
                "-d",
                classes.toString(),
                "-cp",
                String.join(System.getProperty("path.separator"), paths),
                "-proc:none"));
        // Only where it is asked for: javac leaves the class path open then.
        release.ifPresent(older -> options.addAll(List.of("--release", Integer.toString(older))));
        List<Source> units = sources.entrySet().stream()
                .map(source -> new Source(source.getKey(), source.getValue()))
                .toList();
        if (!compiler.getTask(null, null, null, options, null, units).call()) {
            throw new IOException("It does not compile: " + sources);
        }
    }

    private static Path origin(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void copy(Path classes, JarOutputStream jar) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new ZipEntry(classes.relativize(path).toString()));
                Files.copy(path, jar);
                jar.closeEntry();
            }
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String code;

        Source(String className, String code) {
            super(URI.create("string:///" + className.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE);
            this.code = "package " + className.substring(0, className.lastIndexOf('.')) + ";\n" + code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }

    /** Writes a file that is no JAR. */
    static Path notAJar(Path folder) throws IOException {
        return Files.write(Files.createTempFile(folder, "sha", ""), "no".getBytes(StandardCharsets.UTF_8));
    }
}
