/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import static dev.berth.host.marketplace.pack.Opening.open;
import static dev.berth.host.marketplace.pack.Opening.problems;
import static dev.berth.host.marketplace.pack.Opening.readable;
import static dev.berth.host.marketplace.pack.Opening.refused;
import static dev.berth.sdk.problem.ProblemCode.ARCHIVE_AMBIGUOUS;
import static dev.berth.sdk.problem.ProblemCode.ARCHIVE_LAYOUT;
import static dev.berth.sdk.problem.ProblemCode.ARCHIVE_UNREADABLE;
import static dev.berth.sdk.problem.ProblemCode.FILE_NOT_FOUND;
import static dev.berth.sdk.problem.ProblemCode.MANIFEST_MISMATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.manifest.PackageEntries.Form;
import dev.berth.sdk.problem.Blame;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.jar.JarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PackageReaderTest {
    private static final byte[] TEXT = "a text\n".repeat(50).getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @DisplayName("A file that is no package is named for what it is")
    @CsvSource({
        "'', is empty",
        "89504E470D0A1A0A0000, starts with the bytes of a PNG image",
        "CAFEBABE00000041, starts with the bytes of a Java class",
        "3C21444F4354595045, starts with the bytes of an HTML or XML document",
        "68656C6C6F, starts with the bytes 68 65 6C 6C 6F",
        "504B, ends in the middle of its first four bytes",
        "504B0304, 'has no end record, which is the last part of every JAR: it is truncated'",
        "1F8B, ends in the middle of its gzip data",
    })
    void noPackage(String hex, String said) {
        assertThat(refused(open(HexFormat.of().parseHex(hex)), ARCHIVE_UNREADABLE))
                .startsWith("crm.jar " + said);
    }

    @Test
    @DisplayName("A TAR without gzip is named for what it is")
    void plainTar() {
        assertThat(refused(TarForge.tgz().tar(), ARCHIVE_UNREADABLE)).contains("is a TAR that is not compressed");
    }

    @Test
    @DisplayName("TRUST-109, T5: a JAR behind other bytes is no JAR")
    void polyglot() {
        byte[] image = HexFormat.of().parseHex("89504E470D0A1A0A");
        refused(ZipForge.joined(image, ZipForge.jar().bytes()), ARCHIVE_AMBIGUOUS);
        refused(
                ZipForge.jar()
                        .prefix("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8))
                        .bytes(),
                ARCHIVE_AMBIGUOUS);
    }

    @Test
    @DisplayName("A missing file, a folder, a device: the operator's matter, and no exception")
    void noFile(@TempDir Path folder) {
        PackageReader reader = new PackageReader();
        refused(reader.open(folder.resolve("missing.jar"), "crm.jar"), FILE_NOT_FOUND);
        assertThat(refused(reader.open(folder, "crm.jar"), ARCHIVE_UNREADABLE)).contains("is a folder");
        assertThat(problems(reader.open(folder, "crm.jar")))
                .allSatisfy(problem -> assertThat(problem.blame()).isEqualTo(Blame.OPERATOR));
        Path device = Path.of("/dev/zero");
        if (Files.exists(device)) {
            assertThat(refused(reader.open(device, "crm.jar"), ARCHIVE_UNREADABLE))
                    .contains("a device");
        }
    }

    @Test
    @DisplayName("TRUST-111: what java.util.jar writes, with data descriptors and the field 0xCAFE")
    void jdkJar() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        try (JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.putNextEntry(new JarEntry("a/"));
            jar.putNextEntry(new JarEntry("a/b.txt"));
            jar.write(TEXT);
        }
        OpenPackage opened = readable(out.toByteArray());
        assertThat(opened.paths()).containsExactly("META-INF/MANIFEST.MF", "a/b.txt");
        assertThat(opened.read("a/b.txt")).hasValue(TEXT);
        assertThat(opened.form()).isEqualTo(Form.JAR);
    }

    @Test
    @DisplayName("TRUST-111: what the archiver of Maven writes, with modes and times")
    void mavenJar() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JarArchiveOutputStream jar = new JarArchiveOutputStream(out)) {
            for (String name : new String[] {"META-INF/", "META-INF/MANIFEST.MF", "run.sh"}) {
                ZipArchiveEntry entry = new ZipArchiveEntry(name);
                entry.setUnixMode(name.endsWith("/") ? 040755 : name.endsWith(".sh") ? 0100755 : 0100644);
                jar.putArchiveEntry(entry);
                jar.write(name.endsWith("/") ? new byte[0] : TEXT);
                jar.closeArchiveEntry();
            }
        }
        assertThat(readable(out.toByteArray()).files())
                .containsExactly(
                        new PackedFile("META-INF/MANIFEST.MF", false, TEXT.length),
                        new PackedFile("run.sh", true, TEXT.length));
    }

    @ParameterizedTest
    @DisplayName("TRUST-111: the JARs on this class path, from many tools")
    @MethodSource
    void realJars(Path jar) {
        assertThat(readable(new PackageReader().open(jar, jar.toString())).paths())
                .contains("META-INF/MANIFEST.MF");
    }

    static Stream<Path> realJars() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.endsWith(".jar"))
                .map(Path::of);
    }

    @Test
    @DisplayName("TRUST-103: an archive inside a package is a file like any other")
    void nested() {
        byte[] inner = new ZipForge().file("../evil", "x").bytes();
        assertThat(readable(ZipForge.jar().file("inner.jar", inner, entry -> {}).bytes())
                        .read("inner.jar"))
                .hasValue(inner);
    }

    @Test
    @DisplayName("MAN-10, MKT-111, TRUST-103: the JAR in a carrier is the package")
    void carrier() throws IOException {
        byte[] jar = ZipForge.jar().bytes();
        OpenPackage opened = readable(carrier(jar)
                .file("package/README.md", "# x")
                .file("package/LICENSE", "x")
                .bytes());
        assertThat(opened.form()).isEqualTo(Form.JAR);
        assertThat(opened.paths()).isEqualTo(readable(jar).paths());
        assertThat(opened.bytes().readAllBytes()).isEqualTo(jar);
    }

    @Test
    @DisplayName("MKT-111: a carrier says of the package what the package says")
    void carrierManifest() {
        byte[] jar = ZipForge.jar().bytes();
        refused(new TarForge().file("p/extension.jar", jar).bytes(), MANIFEST_MISMATCH);
        refused(
                new TarForge()
                        .file("p/extension.jar", jar)
                        .file("p/package.json", "{}")
                        .bytes(),
                MANIFEST_MISMATCH);
    }

    @Test
    @DisplayName("MKT-111: a carrier carries nothing that would be lost")
    void carrierStrangers() {
        assertThat(refused(
                        carrier(ZipForge.jar().bytes())
                                .file("package/berth/flow.yaml", "x")
                                .bytes(),
                        ARCHIVE_LAYOUT))
                .contains("\"berth/flow.yaml\"");
    }

    @Test
    @DisplayName("TRUST-103: the JAR in a carrier is judged as a package file, and no carrier in it is unwrapped")
    void carrierJudged() {
        refused(carrier(ZipForge.jar().trailing(new byte[3]).bytes()).bytes(), ARCHIVE_AMBIGUOUS);
        assertThat(refused(carrier(TarForge.tgz().bytes()).bytes(), ARCHIVE_UNREADABLE))
                .contains("extension.jar that starts with the bytes 1F 8B");
    }

    @Test
    @DisplayName("MAN-67: looking through known bytes checks the structure and leaves the content for later")
    void lookThrough(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("x");
        Files.write(
                file,
                ZipForge.jar()
                        .file("a", TEXT, entry -> entry.crc = entry.localCrc = 1)
                        .bytes());
        refused(new PackageReader().open(file, "crm.jar"), ARCHIVE_UNREADABLE);
        OpenPackage opened = readable(new PackageReader().lookThrough(file, "crm.jar"));
        assertThat(opened.read("package.json")).isPresent();
        assertThatThrownBy(() -> opened.read("a")).isInstanceOf(DamagedPackageException.class);
    }

    private static TarForge carrier(byte[] jar) {
        return new TarForge()
                .file("package/extension.jar", jar)
                .file("package/package.json", "{\"name\":\"@acme/hello-connector\"}");
    }
}
