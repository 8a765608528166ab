/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import static dev.berth.host.marketplace.pack.Opening.readable;
import static dev.berth.host.marketplace.pack.Opening.refused;
import static dev.berth.sdk.problem.ProblemCode.ARCHIVE_AMBIGUOUS;
import static dev.berth.sdk.problem.ProblemCode.ARCHIVE_ENTRY_TYPE;
import static dev.berth.sdk.problem.ProblemCode.ARCHIVE_FEATURE;
import static dev.berth.sdk.problem.ProblemCode.ARCHIVE_LAYOUT;
import static dev.berth.sdk.problem.ProblemCode.ARCHIVE_PATH;
import static dev.berth.sdk.problem.ProblemCode.ARCHIVE_TOO_LARGE;
import static dev.berth.sdk.problem.ProblemCode.ARCHIVE_UNREADABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.PackageEntries.Form;
import dev.berth.sdk.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TarStructureTest {
    private static final byte[] NOTHING = {};
    private static final byte[] B = "b".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("TRUST-97 to TRUST-116, T4: each fault alone")
    @MethodSource
    void faults(String rule, String fault, byte[] bytes, ProblemCode code) {
        refused(bytes, code);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("TRUST-97", "climbs out", tgz().file("package/../../x", "x"), ARCHIVE_PATH),
                fault("TRUST-97", "absolute", tgz().file("/package/x", "x"), ARCHIVE_PATH),
                fault("TRUST-97", "file with a slash at its end", tgz().file("package/x/", "x"), ARCHIVE_PATH),
                fault(
                        "TRUST-97",
                        "pax path climbs out",
                        tgz().pax('x', "path=package/../../x").file("x", "x"),
                        ARCHIVE_PATH),
                fault("TRUST-99", "twice", tgz().file("package/package.json", "{}"), ARCHIVE_AMBIGUOUS),
                fault("TRUST-99", "case", tgz().file("package/PACKAGE.json", "{}"), ARCHIVE_AMBIGUOUS),
                fault("TRUST-99", "file and folder", tgz().file("package/a", "x"), ARCHIVE_AMBIGUOUS),
                fault("TRUST-100", "symbolic link", link('2'), ARCHIVE_ENTRY_TYPE),
                fault("TRUST-100", "hard link", link('1'), ARCHIVE_ENTRY_TYPE),
                fault("TRUST-100", "character device", link('3'), ARCHIVE_ENTRY_TYPE),
                fault("TRUST-100", "block device", link('4'), ARCHIVE_ENTRY_TYPE),
                fault("TRUST-100", "FIFO", link('6'), ARCHIVE_ENTRY_TYPE),
                fault("TRUST-100", "sparse file", link('S'), ARCHIVE_ENTRY_TYPE),
                fault("TRUST-112", "contiguous file", link('7'), ARCHIVE_ENTRY_TYPE),
                fault(
                        "TRUST-112",
                        "GNU long name",
                        tgz().entry("x", 'L', B, header -> {}).file("y", "x"),
                        ARCHIVE_ENTRY_TYPE),
                fault(
                        "TRUST-112",
                        "folder with content",
                        tgz().entry("package/f/", '5', B, header -> {}),
                        ARCHIVE_ENTRY_TYPE),
                fault("TRUST-112", "two gzip members", joined(tgz().bytes(), tgz().bytes()), ARCHIVE_AMBIGUOUS),
                fault("TRUST-112", "bytes after the gzip", joined(tgz().bytes(), new byte[3]), ARCHIVE_AMBIGUOUS),
                fault("TRUST-112", "damaged gzip", changed(tgz().bytes(), -6), ARCHIVE_UNREADABLE),
                fault("TRUST-112", "gzip of something else", TarForge.gzip(new byte[] {1, 2, 3}), ARCHIVE_UNREADABLE),
                fault("TRUST-112", "header checksum", TarForge.gzip(changed(tgz().tar(), 20)), ARCHIVE_UNREADABLE),
                fault(
                        "TRUST-112",
                        "binary size",
                        tgz().entry("package/x", '0', NOTHING, header -> header[124] = (byte) 0x80),
                        ARCHIVE_UNREADABLE),
                fault(
                        "TRUST-112",
                        "unknown format",
                        tgz().entry("package/x", '0', NOTHING, header -> header[257] = 'x'),
                        ARCHIVE_UNREADABLE),
                fault(
                        "TRUST-112",
                        "size beyond the end",
                        tgz().entry("package/x", '0', NOTHING, header -> TarForge.put(header, 124, "00000100000")),
                        ARCHIVE_UNREADABLE),
                fault(
                        "TRUST-113",
                        "link path",
                        tgz().pax('x', "linkpath=/etc/passwd").file("package/x", "x"),
                        ARCHIVE_FEATURE),
                fault(
                        "TRUST-113",
                        "sparse map",
                        tgz().pax('x', "GNU.sparse.major=1").file("package/x", "x"),
                        ARCHIVE_FEATURE),
                fault(
                        "TRUST-113",
                        "charset",
                        tgz().pax('x', "hdrcharset=BINARY").file("package/x", "x"),
                        ARCHIVE_FEATURE),
                fault(
                        "TRUST-113",
                        "key twice",
                        tgz().pax('x', "path=a", "path=b").file("package/x", "x"),
                        ARCHIVE_FEATURE),
                fault("TRUST-113", "negative size", tgz().pax('x', "size=-1").file("package/x", "x"), ARCHIVE_FEATURE),
                fault("TRUST-113", "malformed", paxOf("99 path=x\n"), ARCHIVE_FEATURE),
                fault("TRUST-113", "without line end", paxOf("9 path=xy"), ARCHIVE_FEATURE),
                fault("TRUST-113", "length 0", paxOf("0 path=x\n"), ARCHIVE_FEATURE),
                fault(
                        "TRUST-113",
                        "two headers",
                        tgz().pax('x', "path=a").pax('x', "path=b").file("package/x", "x"),
                        ARCHIVE_ENTRY_TYPE),
                fault("TRUST-113", "header without entry", tgz().pax('x', "path=a"), ARCHIVE_UNREADABLE),
                fault(
                        "TRUST-113",
                        "huge header",
                        tgz().pax('x', "path=" + "a".repeat(17_000)).file("x", "x"),
                        ARCHIVE_TOO_LARGE),
                fault("TRUST-114", "no end", tgz().end(NOTHING), ARCHIVE_UNREADABLE),
                fault("TRUST-114", "one zero block", tgz().end(new byte[512]), ARCHIVE_UNREADABLE),
                fault("TRUST-114", "bytes after the end", tgz().end(changed(new byte[1536], 1200)), ARCHIVE_AMBIGUOUS),
                fault(
                        "TRUST-114",
                        "entry after the end",
                        tgz().raw(new byte[1024]).file("package/x", "x"),
                        ARCHIVE_AMBIGUOUS),
                fault(
                        "TRUST-115",
                        "global header with a path",
                        new TarForge().pax('g', "comment=c", "path=x").file("package/x", "x"),
                        ARCHIVE_FEATURE),
                fault(
                        "TRUST-115",
                        "global header later",
                        tgz().pax('g', "comment=c").file("package/x", "x"),
                        ARCHIVE_ENTRY_TYPE),
                fault("TRUST-116", "two top folders", tgz().file("other/x", "x"), ARCHIVE_LAYOUT),
                fault("TRUST-116", "file at the top", tgz().file("x", "x"), ARCHIVE_LAYOUT),
                fault("TRUST-116", "no entry", new TarForge(), ARCHIVE_LAYOUT));
    }

    @Test
    @DisplayName(
            "TRUST-9, TRUST-112, TRUST-113, TRUST-116: an ordinary .tgz; times and owners are ignored, the top is stripped")
    void ordinary() {
        String longName = "package/" + "d/".repeat(120) + "x.md";
        byte[] bytes = new TarForge()
                .folder("package/")
                .file("package/package.json", "{}")
                .entry("package/old", '\0', B, header -> Arrays.fill(header, 257, 265, (byte) 0))
                .entry("package/run.sh", '0', B, header -> TarForge.put(header, 100, "0000755"))
                .entry("c/prefixed", '0', B, header -> TarForge.put(header, 345, "package/a/b"))
                .pax('x', "path=" + longName, "mtime=1.5", "uid=7", "uname=ada", "comment=c", "size=1")
                .file("short", B)
                .end(new byte[10_240])
                .bytes();
        OpenPackage opened = readable(bytes);
        assertThat(opened.form()).isEqualTo(Form.TGZ);
        assertThat(opened.paths())
                .containsExactlyInAnyOrder("package.json", "old", "run.sh", "a/b/c/prefixed", longName.substring(8));
        assertThat(opened.read(longName.substring(8))).hasValue(B);
        assertThat(opened.files())
                .filteredOn(PackedFile::executable)
                .extracting(PackedFile::path)
                .containsExactly("run.sh");
    }

    @Test
    @DisplayName("TRUST-115: a release archive of GitHub starts with a global comment")
    void release() {
        byte[] bytes = new TarForge()
                .pax('g', "comment=57e86a6")
                .folder("repo-1.0/")
                .file("repo-1.0/package.json", "{}")
                .bytes();
        assertThat(readable(bytes).paths()).containsExactly("package.json");
    }

    @ParameterizedTest
    @DisplayName("TRUST-112: a truncated .tgz says so, wherever it was cut")
    @ValueSource(ints = {1, 8, 9, 50})
    void truncated(int cut) {
        byte[] whole = tgz().bytes();
        assertThat(refused(Arrays.copyOf(whole, whole.length - cut), ARCHIVE_UNREADABLE))
                .contains("truncated");
    }

    private static TarForge tgz() {
        return TarForge.tgz();
    }

    private static TarForge link(char type) {
        return tgz().entry("package/link", type, NOTHING, header -> TarForge.put(header, 157, "/etc"));
    }

    private static TarForge paxOf(String text) {
        return tgz().entry("pax", 'x', text.getBytes(StandardCharsets.UTF_8), header -> {})
                .file("package/x", "x");
    }

    private static byte[] joined(byte[] one, byte[] other) {
        return ZipForge.joined(one, other);
    }

    private static byte[] changed(byte[] bytes, int at) {
        bytes[at < 0 ? bytes.length + at : at] ^= 0x55;
        return bytes;
    }

    private static Arguments fault(String rule, String fault, TarForge tar, ProblemCode code) {
        return fault(rule, fault, tar.bytes(), code);
    }

    private static Arguments fault(String rule, String fault, byte[] bytes, ProblemCode code) {
        return Arguments.of(rule, fault, bytes, code);
    }
}
