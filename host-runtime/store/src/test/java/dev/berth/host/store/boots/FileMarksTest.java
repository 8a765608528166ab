/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.boots;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LIFE-66: in whose hooks the last boots ended, whatever became of the file since. */
class FileMarksTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("boots.log");
    }

    private FileMarks marks() {
        return new FileMarks(file);
    }

    /** A boot in whose hook the process ends: nobody closes anything. */
    private void killed(String digest) {
        FileMarks marks = marks();
        marks.begin();
        marks.enter(B, "register");
        marks.leave();
        marks.enter(digest, "its constructor");
    }

    @Test
    @DisplayName("LIFE-66: a mark that is left is a failure of its boot, one that was cleared is none")
    void left() {
        killed(A);
        killed(A);
        assertThat(marks().begin()).containsOnlyKeys(A).containsEntry(A, 2);
    }

    @Test
    @DisplayName("LIFE-66: a boot counts once, marks and failures together; only the last five count")
    void window() {
        killed(A);
        FileMarks both = marks();
        both.begin();
        both.failed(A);
        both.failed(A);
        both.enter(A, "bootstrap");
        assertThat(marks().begin()).containsEntry(A, 2);
        for (int i = 0; i < 4; i++) {
            assertThat(marks().begin()).isNotEmpty();
        }
        assertThat(marks().begin()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-166: what is forgiven is forgotten, also after the boot")
    void forgiven() {
        killed(A);
        killed(A);
        FileMarks marks = marks();
        marks.begin();
        marks.end();
        marks.forgive(A);
        assertThat(marks().begin()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-98, LIFE-166: what cannot be forgiven is no failure of the change that was made before")
    void unforgiven() throws IOException {
        Path unwritable = Files.createDirectory(folder.resolve("no-file"));
        new FileMarks(unwritable).forgive(A);
        assertThat(unwritable).isEmptyDirectory();
    }

    @Test
    @DisplayName("LIFE-66: after the boot nothing is marked")
    void ended() {
        FileMarks marks = marks();
        marks.begin();
        marks.end();
        marks.enter(A, "register");
        marks.end();
        assertThat(marks().begin()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-66: the file does not grow from boot to boot")
    void compact() throws IOException {
        for (int boot = 0; boot < 20; boot++) {
            FileMarks marks = marks();
            marks.begin();
            for (int hook = 0; hook < 100; hook++) {
                marks.enter(A, "register");
                marks.leave();
            }
            marks.failed(A);
        }
        marks().begin();
        assertThat(Files.size(file)).isLessThan(500);
    }

    @ParameterizedTest
    @DisplayName("A file that is damaged keeps no host from starting, and what is whole in it still counts")
    @ValueSource(strings = {"", "enter", "enter ", "enter zz register", "failed \u0000\u0000", "\u00ff\u00fe", "boots"})
    void damaged(String line) throws IOException {
        killed(A);
        Files.write(file, ("\n" + line).getBytes(StandardCharsets.ISO_8859_1), StandardOpenOption.APPEND);
        assertThat(marks().begin()).containsOnlyKeys(A);
    }
}
