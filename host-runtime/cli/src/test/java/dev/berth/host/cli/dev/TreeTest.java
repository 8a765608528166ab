/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeTest {
    @TempDir
    Path root;

    private Path write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        return Files.writeString(file, text);
    }

    @Test
    @DisplayName(
            "LIFE-68: sources are seen, also in folders that are called like what builds leave; the latter and hidden files are not")
    void whatIsSeen() throws IOException {
        Path pom = write("pom.xml", "x");
        Path source = write("src/main/java/acme/build/Entry.java", "x");
        for (String path : new String[] {
            "target/classes/A.class",
            ".git/HEAD",
            "src/.Entry.java.swp",
            "src/Entry.java~",
            "ui/node_modules/a.js",
            "dependency-reduced-pom.xml",
            "build/a.jar"
        }) {
            write(path, "x");
        }
        Tree tree = Tree.ofSources(root);
        assertThat(tree.files()).containsOnlyKeys(pom, source);
        assertThat(tree.folders())
                .contains(root, root.resolve("src"), source.resolveSibling(""))
                .doesNotContain(root.resolve("target"), root.resolve(".git"));
    }

    @Test
    @DisplayName(
            "LIFE-68: a file that is written, made or deleted is a difference; a folder that is gone is none that fails")
    void differences() throws IOException {
        Path file = write("src/a.txt", "x");
        Tree before = Tree.ofSources(root);
        assertThat(Tree.ofSources(root)).isEqualTo(before);
        write("src/a.txt", "xx");
        Tree longer = Tree.ofSources(root);
        assertThat(longer).isNotEqualTo(before);
        Files.delete(file);
        assertThat(Tree.ofSources(root).files()).isEmpty();
        assertThat(Tree.ofFile(file).files()).isEmpty();
        assertThat(Tree.ofFile(file).folders()).containsExactly(root.resolve("src"));
        assertThat(Tree.ofSources(root.resolve("none")).files()).isEmpty();
    }
}
