/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust;

import static dev.berth.host.marketplace.trust.Samples.files;
import static dev.berth.host.marketplace.trust.Samples.refused;
import static dev.berth.host.marketplace.trust.Samples.trusted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.extension.Tier;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.host.marketplace.pack.TarForge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustPipelineTest {
    /** What is stored already was judged when it came. */
    private static final ContentsJudge NOT_AGAIN = (digest, entries, validation, live) -> {
        throw new AssertionError("asked again");
    };

    @TempDir
    private Path work;

    private Path folder;
    private TrustPipeline pipeline;
    private List<Problem> contents = List.of();

    @BeforeEach
    void pipeline() {
        folder = work.resolve("verified");
        pipeline = new TrustPipeline(folder, Samples.POLICY, (digest, entries, validation, live) -> contents);
    }

    @Test
    @DisplayName("TRUST-82, TRUST-88: a package without fault is trusted as far as an unsigned one can be")
    void trusts() throws IOException {
        byte[] bytes = Samples.jar("1.0.0").bytes();
        Path file = file(bytes);
        VerifiedPackage verified = trusted(pipeline.verify(file, "notes.jar", Samples.ALONE));
        assertThat(verified.manifest().subject()).isEqualTo("@acme/notes-skills 1.0.0");
        assertThat(verified.tier()).isEqualTo(Tier.UNSIGNED);
        assertThat(verified.packageDigest())
                .isEqualTo(HexFormat.of().formatHex(Digests.sha256().digest(bytes)));
        assertThat(verified.contentDigest()).matches("sha256:[0-9a-f]{64}");
        assertThat(verified.warnings()).noneMatch(Problem::isError);
        assertThat(verified.file()).hasBinaryContent(bytes).hasParent(folder);
        assertThat(file).hasBinaryContent(bytes);
        verified.close();
        assertThat(files(folder)).isEmpty();
    }

    @Test
    @DisplayName("GATE-8: what the contents show refuses with an error, travels with a warning")
    void contents() throws IOException {
        Path file = file(Samples.jar("1.0.0").bytes());
        Problem warning = Problem.of(ProblemCode.PORT_USE_UNUSED, "@acme/notes-skills 1.0.0", "Said.");
        contents = List.of(warning);
        try (VerifiedPackage verified = trusted(pipeline.verify(file, "notes.jar", Samples.ALONE))) {
            assertThat(verified.warnings()).contains(warning);
        }
        Problem error = Problem.of(ProblemCode.LICENSE_REJECTED, "@acme/notes-skills 1.0.0", "Said.");
        contents = List.of(warning, error);
        assertThat(refused(pipeline.verify(file, "notes.jar", Samples.ALONE))).containsSubsequence(error, warning);
        assertThat(files(folder)).isEmpty();
    }

    @Test
    @DisplayName("GATE-55: what an operator may agree to is handed on, no warning and no refusal")
    void acknowledgement() throws IOException {
        Path file = file(Samples.jar("1.0.0").bytes());
        Problem copyleft = Problem.of(ProblemCode.LICENSE_ACKNOWLEDGE, "@acme/notes-skills 1.0.0", "Said.");
        contents = List.of(copyleft);
        try (VerifiedPackage verified = trusted(pipeline.verify(file, "notes.jar", Samples.ALONE))) {
            assertThat(verified.acknowledgements()).containsExactly(copyleft);
            assertThat(verified.warnings()).doesNotContain(copyleft);
        }
    }

    @Test
    @DisplayName("TRUST-104: the copy is for this user only")
    void privateCopy() throws IOException {
        try (VerifiedPackage verified =
                trusted(pipeline.verify(file(Samples.tgz("1.0.0").bytes()), "notes.tgz", Samples.ALONE))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(verified.file())))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    @DisplayName("MAN-10, TRUST-103: of a carrier, the JAR is verified, named and kept")
    void carrier() throws IOException {
        byte[] jar = Samples.jar("1.0.0").bytes();
        byte[] bytes = new TarForge()
                .file("package/extension.jar", jar)
                .file("package/package.json", Samples.manifest("1.0.0"))
                .bytes();
        try (VerifiedPackage plain = trusted(pipeline.verify(file(jar), "notes.jar", Samples.ALONE));
                VerifiedPackage carried = trusted(pipeline.verify(file(bytes), "notes.tgz", Samples.ALONE))) {
            assertThat(carried.file()).hasBinaryContent(jar);
            assertThat(carried.packageDigest()).isEqualTo(plain.packageDigest());
            assertThat(carried.contentDigest()).isEqualTo(plain.contentDigest());
        }
    }

    @Test
    @DisplayName("LIFE-82: warnings travel with what is trusted")
    void warnings() throws IOException {
        byte[] bytes = withManifest(Samples.manifest("1.0.0").replace("\"kind\"", "\"unheardOf\": 1, \"kind\""));
        try (VerifiedPackage verified = trusted(pipeline.verify(file(bytes), "notes.jar", Samples.ALONE))) {
            assertThat(verified.warnings()).extracting(Problem::code).contains(ProblemCode.FIELD_UNKNOWN);
        }
    }

    @Test
    @DisplayName("TRUST-84, TRUST-105, MAN-3: a refusal tells all errors and leaves nothing on the disk")
    void refuses() throws IOException {
        byte[] bytes = withManifest(Samples.manifest("1.0").replace("\"skill\"", "\"skil\""));
        assertThat(refused(pipeline.verify(file(bytes), "notes.jar", Samples.ALONE)))
                .extracting(Problem::code)
                .contains(ProblemCode.VERSION_INVALID, ProblemCode.KIND_UNKNOWN);
        assertThat(files(folder)).isEmpty();
    }

    @Test
    @DisplayName("TRUST-83: an archive at fault is refused before its manifest is read")
    void archive() throws IOException {
        byte[] bytes = Samples.jar("nonsense").trailing(new byte[3]).bytes();
        assertThat(refused(pipeline.verify(file(bytes), "notes.jar", Samples.ALONE)))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.ARCHIVE_AMBIGUOUS);
    }

    @Test
    @DisplayName("LIFE-61: a file of a stored package is read by its path; what is not there or not readable is empty")
    void reading() throws IOException {
        Path stored = file(Samples.jar("1.0.0").bytes());
        assertThat(pipeline.file(stored, "package.json"))
                .hasValueSatisfying(bytes -> assertThat(bytes).isNotEmpty());
        assertThat(pipeline.file(stored, "../package.json")).isEmpty();
        assertThat(pipeline.file(stored, "none.json")).isEmpty();
        assertThat(pipeline.file(file(new byte[] {1, 2, 3}), "package.json")).isEmpty();
        assertThat(pipeline.file(work.resolve("missing.jar"), "package.json")).isEmpty();
    }

    @Test
    @DisplayName("A missing file and a folder are problems, not exceptions")
    void noFile() {
        assertThat(refused(pipeline.verify(work.resolve("missing.jar"), "missing.jar", Samples.ALONE)))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.FILE_NOT_FOUND);
        assertThat(refused(pipeline.verify(work, "folder", Samples.ALONE)))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.ARCHIVE_UNREADABLE);
    }

    @Test
    @DisplayName("MAN-39, TRUST-8: what publish wrote must name this content")
    void provenance() throws IOException {
        String written = """
                {"name": "@acme/notes-skills", "version": "1.0.0", "payloadDigest": "%s",
                 "publishedAt": "2026-03-24T00:00:00Z"}
                """;
        String digest;
        try (VerifiedPackage verified =
                trusted(pipeline.verify(file(Samples.jar("1.0.0").bytes()), "notes.jar", Samples.ALONE))) {
            digest = verified.contentDigest();
        }
        Path right = published(written.formatted(digest));
        try (VerifiedPackage verified = trusted(pipeline.verify(right, "notes.jar", Samples.ALONE))) {
            assertThat(verified.contentDigest()).isEqualTo(digest);
        }
        Path wrong = published(written.formatted(digest.replace("sha256:", "sha256:0")));
        assertThat(refused(pipeline.verify(wrong, "notes.jar", Samples.ALONE)))
                .filteredOn(Problem::isError)
                .extracting(Problem::code)
                .containsExactly(ProblemCode.PROVENANCE_MISMATCH);
        assertThat(files(folder)).isEmpty();
    }

    @Test
    @DisplayName("MAN-67: stored bytes are judged again, and must be those that were installed")
    void recheck() throws IOException {
        ExtensionManifest installed;
        Path stored = work.resolve("stored");
        try (VerifiedPackage verified =
                trusted(pipeline.verify(file(Samples.jar("1.0.0").bytes()), "notes.jar", Samples.ALONE))) {
            installed = verified.manifest();
            Files.copy(verified.file(), stored);
        }
        assertThat(pipeline.recheck(stored, installed, Samples.NOTHING_LIVE)).isEmpty();
        Files.write(stored, Samples.jar("1.0.1").bytes());
        assertThat(pipeline.recheck(stored, installed, Samples.NOTHING_LIVE))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.CONTENT_DIGEST_MISMATCH);
        Files.write(stored, new byte[] {1, 2, 3});
        assertThat(pipeline.recheck(stored, installed, Samples.NOTHING_LIVE))
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.CONTENT_DIGEST_MISMATCH))
                .satisfies(problem -> assertThat(problem.causes()).hasSize(1));
        Files.delete(stored);
        assertThat(pipeline.recheck(stored, installed, Samples.NOTHING_LIVE))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.CONTENT_DIGEST_MISMATCH);
        assertThat(files(folder)).isEmpty();
    }

    @Test
    @DisplayName("MAN-67, MAN-85: a host that changed since the installation judges anew")
    void recheckByNewHost() throws IOException {
        Path stored = file(Samples.jar("1.0.0").bytes());
        try (VerifiedPackage verified = trusted(pipeline.verify(stored, "notes.jar", Samples.ALONE))) {
            TrustPipeline newer = new TrustPipeline(folder, ManifestPolicy.of("3.0.0"), NOT_AGAIN);
            assertThat(newer.recheck(stored, verified.manifest(), Samples.NOTHING_LIVE))
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.ABI_OUT_OF_RANGE);
        }
    }

    @Test
    @DisplayName("MAN-67: damage that only shows when an entry is produced is a problem too")
    void recheckDamaged() throws IOException {
        Path file = file(Samples.jar("1.0.0").bytes());
        try (VerifiedPackage verified = trusted(pipeline.verify(file, "notes.jar", Samples.ALONE))) {
            Path damaged = file(
                    Samples.jar("1.0.0").change(1, entry -> entry.data[5] ^= 1).bytes());
            assertThat(pipeline.recheck(damaged, verified.manifest(), Samples.NOTHING_LIVE))
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.CONTENT_DIGEST_MISMATCH);
        }
    }

    private static byte[] withManifest(String text) {
        return Samples.jar("1.0.0")
                .change(1, entry -> entry.content(text.getBytes(UTF_8), true))
                .bytes();
    }

    private Path published(String text) throws IOException {
        return file(Samples.jar("1.0.0").file(".berth-published.json", text).bytes());
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(work, "upload", ".bin"), bytes);
    }
}
