/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import static dev.berth.host.marketplace.pack.Opening.SMALL;
import static dev.berth.host.marketplace.pack.Opening.open;
import static dev.berth.host.marketplace.pack.Opening.readable;
import static dev.berth.host.marketplace.pack.Opening.refused;
import static dev.berth.sdk.problem.ProblemCode.ARCHIVE_RATIO;
import static dev.berth.sdk.problem.ProblemCode.ARCHIVE_TOO_LARGE;
import static dev.berth.sdk.problem.ProblemCode.ENTRY_SIZE_MISMATCH;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {
    @Test
    @DisplayName("TRUST-101: the limits themselves")
    void standard() {
        long mib = 1 << 20;
        assertThat(Limits.STANDARD).isEqualTo(new Limits(50 * mib, 500, 10_000, 25 * mib, 100 * mib, 100, mib));
    }

    @Test
    @DisplayName("TRUST-101: a file over 50 MiB is refused unread")
    void file(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("crm.jar");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(Limits.STANDARD.file() + 1);
        }
        assertThat(refused(new PackageReader().open(file, "crm.jar"), ARCHIVE_TOO_LARGE))
                .contains("52,428,801 bytes", "50 MiB");
    }

    @Test
    @DisplayName("TRUST-101: entries of a JAR, folders counted")
    void jarEntries() {
        ZipForge zip = new ZipForge();
        for (int i = 0; i < 9; i++) {
            zip.file("f" + i, "x");
        }
        readable(open(zip.folder("d/").bytes(), SMALL));
        refused(open(zip.file("g", "x").bytes(), SMALL), ARCHIVE_TOO_LARGE);
    }

    @Test
    @DisplayName("TRUST-101: entries of a .tgz, folders counted")
    void payloadEntries() {
        TarForge tar = TarForge.tgz().folder("package/").file("package/c", "x").file("package/d", "x");
        readable(open(tar.bytes(), SMALL));
        refused(open(tar.file("package/e", "x").bytes(), SMALL), ARCHIVE_TOO_LARGE);
    }

    @Test
    @DisplayName("TRUST-101: one entry")
    void entry() {
        readable(open(new ZipForge().file("a", noise(20_000), entry -> {}).bytes(), SMALL));
        refused(open(new ZipForge().file("a", noise(20_001), entry -> {}).bytes(), SMALL), ARCHIVE_TOO_LARGE);
        readable(open(new TarForge().file("p/a", noise(20_000)).bytes(), SMALL));
        refused(open(new TarForge().file("p/a", noise(20_001)).bytes(), SMALL), ARCHIVE_TOO_LARGE);
    }

    @Test
    @DisplayName("TRUST-101: all entries")
    void total() {
        ZipForge zip = new ZipForge().file("a", noise(15_000), entry -> {}).file("b", noise(15_000), entry -> {});
        readable(open(zip.bytes(), SMALL));
        refused(open(zip.file("c", "x").bytes(), SMALL), ARCHIVE_TOO_LARGE);
        TarForge tar = new TarForge().file("p/a", noise(15_000)).file("p/b", noise(15_000));
        readable(open(tar.bytes(), SMALL));
        refused(open(tar.file("p/c", "x").bytes(), SMALL), ARCHIVE_TOO_LARGE);
    }

    @Test
    @DisplayName("TRUST-101: the ratio counts once 1 MiB is passed, of an entry or of the total")
    void ratio() {
        readable(new ZipForge().file("a", new byte[1 << 20], entry -> {}).bytes());
        assertThat(refused(
                        new ZipForge()
                                .file("a", new byte[(1 << 20) + 1], entry -> {})
                                .bytes(),
                        ARCHIVE_RATIO))
                .contains("more than 100:1");
        ZipForge many = new ZipForge();
        for (int i = 0; i < 3; i++) {
            many.file("a" + i, new byte[400_000], entry -> {});
        }
        refused(many.bytes(), ARCHIVE_RATIO);
    }

    @Test
    @DisplayName("TRUST-101, T3: 10 MiB of zeros in 10 KiB")
    void zeros() {
        byte[] zip = new ZipForge().file("a", new byte[10 << 20], entry -> {}).bytes();
        assertThat(zip).hasSizeLessThan(11 << 10);
        refused(zip, ARCHIVE_RATIO);
        refused(new TarForge().file("p/a", new byte[10 << 20]).bytes(), ARCHIVE_RATIO);
    }

    @Test
    @DisplayName("TRUST-102, T3: the table of contents says 10, the data is 5,000,000: production stops at 11")
    void lies() {
        byte[] zip = new ZipForge()
                .file("a", noise(5_000_000), entry -> entry.size = entry.localSize = 10)
                .bytes();
        assertThat(refused(zip, ENTRY_SIZE_MISMATCH)).contains("10 bytes", "more");
    }

    @Test
    @DisplayName("TRUST-101, TRUST-112: a gzip bomb is counted while it grows, not after")
    void gzipBomb() {
        byte[] bomb = TarForge.gzip(new byte[64 << 20]);
        assertThat(bomb).hasSizeLessThan(70_000);
        refused(bomb, ARCHIVE_RATIO);
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
