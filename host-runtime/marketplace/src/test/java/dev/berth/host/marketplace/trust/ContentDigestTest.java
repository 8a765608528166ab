/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.marketplace.pack.OpenPackage;
import dev.berth.host.marketplace.pack.Opened;
import dev.berth.host.marketplace.pack.PackageReader;
import dev.berth.host.marketplace.pack.TarForge;
import dev.berth.host.marketplace.pack.ZipForge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentDigestTest {
    private static final String G6 = "sha256:89eb3b150e6a3796f83fd616406928c72640430f39bb943bdcca56905111f073";

    @TempDir
    private Path folder;

    @Test
    @DisplayName("TRUST-5, TRUST-174 G6: the golden vector")
    void golden() throws IOException {
        assertThat(digest(new TarForge()
                        .file("package/manifest.yaml", "name: web-deploy\n")
                        .file("package/skill.md", "# hi\n")
                        .bytes()))
                .isEqualTo(G6);
    }

    @Test
    @DisplayName("TRUST-7, TRUST-13: the container, the order, folders and the top folder's name do not count")
    void containers() throws IOException {
        assertThat(digest(new TarForge()
                        .folder("other/")
                        .file("other/skill.md", "# hi\n")
                        .file("other/manifest.yaml", "name: web-deploy\n")
                        .bytes()))
                .isEqualTo(G6);
        assertThat(digest(zip().folder("empty/").bytes())).isEqualTo(G6);
    }

    @Test
    @DisplayName("TRUST-8: nor does what publish writes beside the files")
    void sidecar() throws IOException {
        assertThat(digest(zip().file(".berth-published.json", "{}").bytes())).isEqualTo(G6);
        assertThat(digest(zip().file(".cinatra-published.json", "{}").bytes())).isEqualTo(G6);
        assertThat(digest(zip().file("a/.berth-published.json", "{}").bytes())).isNotEqualTo(G6);
    }

    @Test
    @DisplayName("TRUST-5, TRUST-9, TRUST-13: name, content and who may execute do, in every container")
    void counts() throws IOException {
        assertThat(digest(zip().file("a", "x").bytes())).isNotEqualTo(G6);
        assertThat(digest(zip().change(1, entry -> entry.rename("Skill.md", "Skill.md"))
                        .bytes()))
                .isNotEqualTo(G6);
        assertThat(digest(zip().change(1, entry -> entry.content("# ho\n".getBytes(UTF_8), true))
                        .bytes()))
                .isNotEqualTo(G6);
        assertThat(digest(zip().change(1, entry -> entry.mode = 0100644).bytes()))
                .isEqualTo(G6);
        String executable =
                digest(zip().change(1, entry -> entry.mode = 0100744).bytes());
        assertThat(executable).isNotEqualTo(G6);
        byte[] tar = new TarForge()
                .file("p/manifest.yaml", "name: web-deploy\n")
                .entry("p/skill.md", '0', "# hi\n".getBytes(UTF_8), header -> header[104] = '7')
                .bytes();
        assertThat(digest(tar)).isEqualTo(executable);
    }

    @Test
    @DisplayName("TRUST-6: two spellings of an accent are one path")
    void normalised() throws IOException {
        assertThat(digest(zip().file("caf\u00e9", "x").bytes()))
                .isEqualTo(digest(zip().file("cafe\u0301", "x").bytes()));
    }

    @Test
    @DisplayName("TRUST-5: files are ordered by the bytes of their paths, which UTF-16 units order otherwise")
    void order() throws IOException {
        // Computed apart from this code.
        assertThat(digest(zip().file("\uff5e", "1").file("\ud83d\ude00", "2").bytes()))
                .isEqualTo("sha256:c336455d8b72c059873cf6b4d606d37fb497ace1b24303909afbbd769db7562c");
    }

    @Test
    @DisplayName("TRUST-4, TRUST-14, TRUST-174 G2: the digest of the file, and how digests are compared")
    void packageDigest() throws IOException {
        byte[] bytes = zip().bytes();
        assertThat(Digests.ofPackage(open(bytes))).matches("[0-9a-f]{64}").isEqualTo(hex(bytes));
        assertThat(hex("hello".getBytes(UTF_8)))
                .isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
        assertThat(Digests.equal("ab", "ab")).isTrue();
        assertThat(Digests.equal("ab", "AB")).isFalse();
        assertThat(Digests.equal("ab", "a")).isFalse();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(Digests.sha256().digest(bytes));
    }

    private static ZipForge zip() {
        return new ZipForge().file("manifest.yaml", "name: web-deploy\n").file("skill.md", "# hi\n");
    }

    private String digest(byte[] bytes) throws IOException {
        return ContentDigest.of(open(bytes));
    }

    private OpenPackage open(byte[] bytes) throws IOException {
        Path file = folder.resolve("package");
        Files.write(file, bytes);
        return switch (new PackageReader().open(file, "package")) {
            case Opened.Sound sound -> sound.contents();
            case Opened.Refused refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }
}
