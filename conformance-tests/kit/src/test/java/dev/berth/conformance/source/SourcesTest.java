/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.berth.conformance.Finding;
import dev.berth.conformance.GateId;
import dev.berth.conformance.TestPolicy;
import dev.berth.conformance.engine.Check;
import dev.berth.conformance.engine.FakeGate;
import dev.berth.conformance.engine.Report;
import dev.berth.conformance.engine.Target;
import dev.berth.manifest.Phase;
import dev.berth.manifest.Validation;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a path of "berth check" may be. */
final class SourcesTest {
    private static final String MANIFEST = """
            {"name": "@acme/%s", "version": "1.4.0", "license": "Apache-2.0",
             "berth": {"apiVersion": "berth.dev/v1", "kind": "connector", "sdkAbiRange": "^2.2", "dependencies": []}}
            """;

    @TempDir
    Path root;

    private static List<Target> open(Path... paths) {
        return new Targets(TestPolicy.DEFAULT, Phase.CHECK)
                .open(Sources.at(List.of(paths)), List.of())
                .targets();
    }

    private static List<ProblemCode> codes(Target target) {
        return target.found().stream()
                .map(Finding::problem)
                .map(problem -> problem.code())
                .toList();
    }

    private Path write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path jar(String path, String name) throws IOException {
        Path file = write(path, "");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new ZipEntry(name));
            jar.write(MANIFEST.formatted("packed-connector").getBytes(StandardCharsets.UTF_8));
            jar.closeEntry();
        }
        return file;
    }

    @Test
    @DisplayName("GATE-14: a source folder is the root of its own paths")
    void sourceFolder() throws IOException {
        write("crm-connector/package.json", MANIFEST.formatted("crm-connector"));
        write("crm-connector/cinatra/oas.json", "{}");
        write("crm-connector/node_modules/x/package.json", "{}");
        write("crm-connector/target/x", "");
        Target target = open(root.resolve("crm-connector")).get(0);
        assertThat(target.subject().path()).isEmpty();
        assertThat(target.subject().folder()).contains("crm-connector");
        assertThat(target.subject().name()).isEqualTo("@acme/crm-connector 1.4.0");
        assertThat(target.subject().entries().paths()).containsExactly("cinatra/oas.json", "package.json");
        assertThat(target.locate().apply("README.md")).isEqualTo("README.md");
    }

    @Test
    @DisplayName("MAN-13: a named folder whose package.json cannot be read is judged, not searched")
    void brokenManifest() throws IOException {
        write("package.json", "{\"berth\":");
        jar("a.jar", "package.json");
        assertThat(open(root))
                .singleElement()
                .satisfies(target -> assertThat(target.subject().validation().problems())
                        .extracting(Problem::code)
                        .containsExactly(ProblemCode.MANIFEST_SYNTAX));
        write("many/broken/package.json", "{\"cinatra\": {");
        write("many/foreign/package.json", "{\"name\": ");
        assertThat(open(root.resolve("many")))
                .extracting(target -> target.subject().path())
                .containsExactly("broken");
    }

    @Test
    @DisplayName("MAN-13: a scan passes by what is no extension, a named package does not")
    void scan() throws IOException {
        write("package.json", "{\"workspaces\": [\"*\"]}");
        write("b-connector/package.json", MANIFEST.formatted("b-connector"));
        write("deep/a-connector/package.json", MANIFEST.formatted("a-connector"));
        write("deep/a-connector/inner/package.json", MANIFEST.formatted("inner-connector"));
        write("tool/package.json", "{\"name\": \"tool\"}");
        write("node_modules/c-connector/package.json", MANIFEST.formatted("c-connector"));
        jar("dist/packed.jar", "package.json");
        jar("lib/library.jar", "other.json");
        assertThat(open(root))
                .extracting(target -> target.subject().path())
                .containsExactly("b-connector", "deep/a-connector", "dist/packed.jar");
        assertThat(open(root).get(1).locate().apply("README.md")).isEqualTo("deep/a-connector/README.md");
        assertThat(open(root).get(2).locate().apply("README.md")).isEqualTo("dist/packed.jar!/README.md");
        assertThat(open(root).get(1).subject().neighbours().known())
                .extracting(other -> other.id().toString())
                .as("those with a manifest that has no error")
                .containsExactlyInAnyOrder("@acme/a-connector", "@acme/b-connector");
        Target named = open(root.resolve("tool")).get(0);
        assertThat(named.subject().validation().problems())
                .extracting(problem -> problem.code())
                .contains(ProblemCode.MANIFEST_BLOCK_MISSING);
    }

    @Test
    @DisplayName("TRUST-96: a packed file is opened by the one reader; what it refuses is a finding")
    void packed() throws IOException {
        Path good = jar("good.jar", "package.json");
        assertThat(open(good).get(0).subject().name()).isEqualTo("@acme/packed-connector 1.4.0");
        assertThat(open(good).get(0).subject().folder()).isEmpty();
        Path bad = write("bad.jar", "no archive");
        Target refused = open(bad).get(0);
        assertThat(codes(refused)).containsExactly(ProblemCode.ARCHIVE_UNREADABLE);
        assertThat(refused.unreadable()).isPresent();
    }

    @Test
    @DisplayName("GATE-S3: a path that names nothing is a failure, the others are looked at all the same")
    void missingPath() throws IOException {
        write("a-connector/package.json", MANIFEST.formatted("a-connector"));
        Sources sources = Sources.at(List.of(root.resolve("nowhere"), root.resolve("a-connector")));
        assertThat(sources.count()).isEqualTo(1);
        assertThat(sources.failures()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.FILE_NOT_FOUND);
            assertThat(problem.summary()).doesNotContain(root.toString());
        });
    }

    @Test
    @DisplayName(
            "GATE-6, GATE-S3: where the tool fails to read a package, all its gates are broken; the others are judged")
    void brokenTool() throws IOException {
        write("a-connector/package.json", MANIFEST.formatted("a-connector"));
        write("b-connector/package.json", MANIFEST.formatted("b-connector"));
        ManifestValidator validator = new ManifestValidator();
        Targets targets = new Targets(TestPolicy.DEFAULT, Phase.CHECK, files -> {
            Validation validation = validator.validate(files, Phase.CHECK, TestPolicy.DEFAULT.manifest());
            if (validation.manifest().orElseThrow().id().name().startsWith("a-")) {
                throw new StackOverflowError();
            }
            return validation;
        });
        Targets.Opening opening = targets.open(Sources.at(List.of(root)), List.of());
        Report report = new Check(List.of(FakeGate.of(GateId.README, findings -> {})), false)
                .run(opening.targets(), done -> {});
        assertThat(report.subjects())
                .extracting(subject ->
                        subject.name() + " " + subject.verdicts().get(0).outcome())
                .containsExactly("a-connector broken", "@acme/b-connector 1.4.0 passed");
        assertThat(report.subjects().get(0).verdicts().get(0).reason())
                .contains("reading the package failed with java.lang.StackOverflowError");
        assertThat(report.exitCode()).isEqualTo(2);
    }

    @Test
    @DisplayName("GATE-S3: a folder that this user may not read is a failure, not a finding")
    void unreadableFolder() throws IOException {
        Path manifest = write("a-connector/package.json", MANIFEST.formatted("a-connector"));
        Files.setPosixFilePermissions(manifest, Set.of());
        assumeFalse(Files.isReadable(manifest), "the superuser reads everything");
        Targets.Opening opening =
                new Targets(TestPolicy.DEFAULT, Phase.CHECK).open(Sources.at(List.of(manifest.getParent())), List.of());
        assertThat(opening.targets()).isEmpty();
        assertThat(opening.failures()).extracting(Problem::code).containsExactly(ProblemCode.ARCHIVE_UNREADABLE);
    }

    @Test
    @DisplayName("Links are not followed out of the root")
    void links() throws IOException {
        Path secret = write("secret.txt", "secret");
        Path folder = write("a-connector/package.json", MANIFEST.formatted("a-connector"))
                .getParent();
        write("a-connector/docs/text.md", "text");
        Files.createSymbolicLink(folder.resolve("leak.txt"), secret);
        Files.createSymbolicLink(folder.resolve("gone.txt"), root.resolve("nowhere"));
        Files.createSymbolicLink(folder.resolve("README.md"), folder.resolve("docs/text.md"));
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        Target target = open(folder).get(0);
        assertThat(target.subject().entries().paths())
                .containsExactlyInAnyOrder("README.md", "docs/text.md", "package.json");
        assertThat(target.found())
                .extracting(finding -> finding.problem().code() + " "
                        + finding.problem().location().orElseThrow())
                .containsExactlyInAnyOrder("archive-entry-type leak.txt", "archive-entry-type gone.txt");
    }

    @Test
    @DisplayName("A Maven project is seen as what it will write, and says when it was not built")
    void mavenProject() throws IOException {
        write("a-connector/pom.xml", """
                <project><parent><version>9</version></parent><artifactId>a-connector</artifactId><version>2.0.0</version></project>
                """);
        write("a-connector/README.md", "# A");
        write(
                "a-connector/src/main/resources/package.json",
                MANIFEST.formatted("a-connector").replace("1.4.0", "${project.version}"));
        Path folder = root.resolve("a-connector");
        assertThat(open(folder).get(0).subject().name()).isEqualTo("@acme/a-connector 2.0.0");
        assertThat(codes(open(folder).get(0))).isEmpty();

        Path source = write("a-connector/src/main/java/A.java", "class A {}");
        assertThat(codes(open(folder).get(0))).containsExactly(ProblemCode.PACKAGE_NOT_BUILT);

        Path built = write("a-connector/target/classes/A.class", "");
        Files.setLastModifiedTime(built, FileTime.fromMillis(System.currentTimeMillis() + 10_000));
        write("a-connector/target/classes/package.json", MANIFEST.formatted("a-connector"));
        Target target = open(folder).get(0);
        assertThat(codes(target)).isEmpty();
        assertThat(target.subject().entries().paths()).containsExactly("A.class", "README.md", "package.json");
        assertThat(target.subject().name()).as("as the build wrote it").isEqualTo("@acme/a-connector 1.4.0");
        assertThat(target.locate().apply("package.json")).isEqualTo("src/main/resources/package.json");
        assertThat(target.locate().apply("A.class")).isEqualTo("target/classes/A.class");
        assertThat(target.locate().apply("LICENSE")).isEqualTo("LICENSE");

        Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis() + 20_000));
        assertThat(codes(open(folder).get(0))).containsExactly(ProblemCode.PACKAGE_NOT_BUILT);
        assertThat(open(folder).get(0).subject().name()).isEqualTo("@acme/a-connector 2.0.0");
    }

    @Test
    @DisplayName("GATE-14: several paths keep apart, and none is absolute")
    void severalPaths() throws IOException {
        write("x/a-connector/package.json", MANIFEST.formatted("a-connector"));
        write("y/a-connector/package.json", MANIFEST.formatted("a-connector"));
        assertThat(open(root.resolve("x/a-connector"), root.resolve("y/a-connector")))
                .extracting(target -> target.subject().path())
                .containsExactly("a-connector", "a-connector-2");
    }
}
