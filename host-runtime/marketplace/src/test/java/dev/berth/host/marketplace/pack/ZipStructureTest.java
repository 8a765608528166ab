/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import static dev.berth.host.marketplace.pack.Opening.readable;
import static dev.berth.host.marketplace.pack.Opening.refused;
import static dev.berth.sdk.problem.ProblemCode.ARCHIVE_AMBIGUOUS;
import static dev.berth.sdk.problem.ProblemCode.ARCHIVE_ENTRY_TYPE;
import static dev.berth.sdk.problem.ProblemCode.ARCHIVE_FEATURE;
import static dev.berth.sdk.problem.ProblemCode.ARCHIVE_UNREADABLE;
import static dev.berth.sdk.problem.ProblemCode.ENTRY_SIZE_MISMATCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.sdk.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZipStructureTest {
    private static final byte[] END = {'P', 'K', 5, 6};
    private static final byte[] TEXT = "a text that is a little longer".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("TRUST-100 to TRUST-111, T5: each fault alone")
    @MethodSource
    void faults(String rule, String fault, ZipForge zip, ProblemCode code) {
        refused(zip.bytes(), code);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("TRUST-100", "symbolic link", entry -> entry.mode = 0120777, ARCHIVE_ENTRY_TYPE),
                fault("TRUST-100", "device", entry -> entry.mode = 0020666, ARCHIVE_ENTRY_TYPE),
                fault("TRUST-100", "FIFO", entry -> entry.mode = 0010666, ARCHIVE_ENTRY_TYPE),
                fault("TRUST-100", "file that is a folder", entry -> entry.mode = 0040755, ARCHIVE_ENTRY_TYPE),
                zip("TRUST-100", "folder with content", jar().file("f/", "x"), ARCHIVE_ENTRY_TYPE),
                zip(
                        "TRUST-100",
                        "folder that is a file",
                        jar().file("f/", new byte[0], entry -> entry.mode = 0100644),
                        ARCHIVE_ENTRY_TYPE),
                fault("TRUST-106", "local name", entry -> entry.localName[0] = 'b', ARCHIVE_AMBIGUOUS),
                fault("TRUST-106", "local flags", entry -> entry.localFlags = 0, ARCHIVE_AMBIGUOUS),
                fault("TRUST-106", "local method", entry -> entry.localMethod = 0, ARCHIVE_AMBIGUOUS),
                fault("TRUST-106", "no local header there", entry -> entry.shift = 1, ARCHIVE_AMBIGUOUS),
                fault("TRUST-107", "local checksum", entry -> entry.localCrc++, ARCHIVE_AMBIGUOUS),
                fault("TRUST-107", "local packed size", entry -> entry.localCompressed++, ARCHIVE_AMBIGUOUS),
                fault("TRUST-107", "local size", entry -> entry.localSize++, ARCHIVE_AMBIGUOUS),
                fault("TRUST-107", "local size 0 without descriptor", entry -> entry.localSize = 0, ARCHIVE_AMBIGUOUS),
                fault(
                        "TRUST-107",
                        "local checksum with descriptor",
                        entry -> entry.descriptor(true).localCrc = 1,
                        ARCHIVE_AMBIGUOUS),
                fault("TRUST-107", "descriptor", entry -> entry.descriptor(true).descriptor[4]++, ARCHIVE_AMBIGUOUS),
                fault(
                        "TRUST-107",
                        "descriptor without signature",
                        entry -> entry.descriptor(false).descriptor[11]++,
                        ARCHIVE_AMBIGUOUS),
                fault(
                        "TRUST-107",
                        "descriptor missing",
                        entry -> entry.descriptor(true).descriptor = new byte[0],
                        ARCHIVE_AMBIGUOUS),
                fault(
                        "TRUST-107",
                        "descriptor of ZIP64",
                        entry -> entry.descriptor(true).descriptor = Arrays.copyOf(entry.descriptor, 24),
                        ARCHIVE_AMBIGUOUS),
                fault("TRUST-108", "hidden local entry", entry -> entry.listed = false, ARCHIVE_AMBIGUOUS),
                zip(
                        "TRUST-108",
                        "gap between entries",
                        jar().change(0, entry -> entry.gap = new byte[3]),
                        ARCHIVE_AMBIGUOUS),
                zip("TRUST-108", "gap before the directory", jar().beforeDirectory(new byte[3]), ARCHIVE_AMBIGUOUS),
                zip("TRUST-108", "two records for one entry", overlap(), ARCHIVE_AMBIGUOUS),
                zip(
                        "TRUST-108",
                        "entry that swallows the next",
                        jar().change(0, entry -> entry.compressed = entry.localCompressed = 90),
                        ARCHIVE_AMBIGUOUS),
                fault(
                        "TRUST-108",
                        "bytes behind the packed data",
                        entry -> {
                            entry.data = ZipForge.joined(entry.data, new byte[700]);
                            entry.compressed = entry.localCompressed = entry.data.length;
                        },
                        ARCHIVE_AMBIGUOUS),
                zip("TRUST-109", "prefix with right offsets", jar().prefix(new byte[7]), ARCHIVE_AMBIGUOUS),
                zip("TRUST-109", "trailing data", jar().trailing(new byte[7]), ARCHIVE_AMBIGUOUS),
                zip("TRUST-109", "much trailing data", jar().trailing(new byte[70_000]), ARCHIVE_AMBIGUOUS),
                zip("TRUST-109", "bytes before the end record", jar().beforeEnd(new byte[7]), ARCHIVE_AMBIGUOUS),
                zip("TRUST-109", "end signature in the comment", jar().comment(END), ARCHIVE_AMBIGUOUS),
                zip("TRUST-109", "an end record in the comment", jar().comment(endRecord()), ARCHIVE_AMBIGUOUS),
                zip("TRUST-109", "a ZIP in the comment", jar().comment(jar().bytes()), ARCHIVE_AMBIGUOUS),
                zip("TRUST-109", "a second end record", jar().trailing(endRecord()), ARCHIVE_AMBIGUOUS),
                zip("TRUST-109", "fewer records than there are", jar().end(end -> end.records--), ARCHIVE_AMBIGUOUS),
                zip("TRUST-109", "more records than there are", jar().end(end -> end.records++), ARCHIVE_AMBIGUOUS),
                fault("TRUST-110", "encryption", entry -> entry.flags = entry.localFlags |= 1, ARCHIVE_FEATURE),
                fault("TRUST-110", "strong encryption", entry -> entry.flags = entry.localFlags |= 64, ARCHIVE_FEATURE),
                fault("TRUST-110", "hidden headers", entry -> entry.flags = entry.localFlags |= 8192, ARCHIVE_FEATURE),
                fault("TRUST-110", "patched data", entry -> entry.flags = entry.localFlags |= 32, ARCHIVE_FEATURE),
                fault("TRUST-110", "bzip2", entry -> entry.method = entry.localMethod = 12, ARCHIVE_FEATURE),
                fault("TRUST-110", "deflate64", entry -> entry.method = entry.localMethod = 9, ARCHIVE_FEATURE),
                fault("TRUST-110", "ZIP64 field", entry -> entry.extra = extra(1, 8), ARCHIVE_FEATURE),
                fault("TRUST-110", "local ZIP64 field", entry -> entry.localExtra = extra(1, 16), ARCHIVE_FEATURE),
                fault("TRUST-110", "Unicode path", entry -> entry.extra = extra(0x7075, 9), ARCHIVE_FEATURE),
                fault("TRUST-110", "local Unicode path", entry -> entry.localExtra = extra(0x7075, 9), ARCHIVE_FEATURE),
                fault("TRUST-110", "field too long", entry -> entry.extra = new byte[] {9, 9, 9, 0}, ARCHIVE_FEATURE),
                fault("TRUST-110", "other disk", entry -> entry.disk = 1, ARCHIVE_FEATURE),
                zip("TRUST-110", "multi-disk", jar().end(end -> end.disk = 1), ARCHIVE_FEATURE),
                zip("TRUST-110", "ZIP64 by count", jar().end(end -> end.records = 0xFFFF), ARCHIVE_FEATURE),
                zip("TRUST-110", "ZIP64 by offset", jar().end(end -> end.offset = 0xFFFFFFFFL), ARCHIVE_FEATURE),
                fault("TRUST-107", "wrong checksum", entry -> entry.crc = entry.localCrc = 1, ARCHIVE_UNREADABLE),
                fault("TRUST-102", "damaged data", entry -> entry.data[0] = 7, ARCHIVE_UNREADABLE),
                fault(
                        "TRUST-102",
                        "more than declared",
                        entry -> entry.size = entry.localSize = 10,
                        ENTRY_SIZE_MISMATCH),
                fault(
                        "TRUST-102",
                        "less than declared",
                        entry -> entry.size = entry.localSize = 40,
                        ENTRY_SIZE_MISMATCH),
                fault(
                        "TRUST-102",
                        "stored with another size",
                        entry -> entry.content(TEXT, false).size = entry.localSize = 10,
                        ENTRY_SIZE_MISMATCH));
    }

    @ParameterizedTest
    @DisplayName("TRUST-107, TRUST-111, T5: an ordinary JAR with data descriptors and extra fields passes")
    @ValueSource(booleans = {true, false})
    void ordinary(boolean signed) {
        ZipForge zip = new ZipForge()
                .file("META-INF/MANIFEST.MF", "x", entry -> entry.descriptor(signed).extra = extra(0xCAFE, 0))
                .file("stored", TEXT, entry -> entry.content(TEXT, false).localExtra = extra(0x5455, 5))
                .file("described", TEXT, entry -> {
                    entry.descriptor(signed);
                    entry.localSize = entry.size;
                })
                .file("padded", TEXT, entry -> entry.localExtra = new byte[3])
                .comment("a comment".getBytes(StandardCharsets.UTF_8));
        OpenPackage opened = readable(zip.bytes());
        assertThat(opened.paths()).containsExactlyInAnyOrder("META-INF/MANIFEST.MF", "stored", "described", "padded");
        assertThat(opened.read("described")).hasValue(TEXT);
        assertThat(opened.read("stored")).hasValue(TEXT);
        assertThat(opened.read("absent")).isEmpty();
    }

    @Test
    @DisplayName("TRUST-9, TRUST-10: who may execute; type bits all 0 or all 1 are no mode")
    void executable() {
        OpenPackage opened = readable(new ZipForge()
                .file("run", "x", entry -> entry.mode = 0100755)
                .file("group", "x", entry -> entry.mode = 0100655)
                .file("none", "x", entry -> entry.mode = 0000755)
                .file("all", "x", entry -> entry.mode = 0170755)
                .bytes());
        assertThat(opened.files())
                .filteredOn(PackedFile::executable)
                .extracting(PackedFile::path)
                .containsExactly("run");
    }

    @Test
    @DisplayName("TRUST-106: the order in the table of contents need not be the order in the file")
    void order() {
        byte[] bytes = new ZipForge().file("b", "1").file("a", "2").bytes();
        assertThat(readable(bytes).paths()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @DisplayName("TRUST-109: a truncated JAR says so, wherever it was cut")
    @ValueSource(ints = {1, 5, 21, 22, 23, 60, 150})
    void truncated(int cut) {
        byte[] whole = jar().bytes();
        String said = refused(Arrays.copyOf(whole, whole.length - cut), ARCHIVE_UNREADABLE);
        assertThat(said).contains("truncated", "package.json");
    }

    private static ZipForge jar() {
        return ZipForge.jar();
    }

    private static Arguments zip(String rule, String fault, ZipForge zip, ProblemCode code) {
        return Arguments.of(rule, fault, zip, code);
    }

    private static Arguments fault(String rule, String fault, Consumer<ZipForge.Entry> change, ProblemCode code) {
        return zip(rule, fault, jar().file("a.txt", TEXT, change), code);
    }

    private static ZipForge overlap() {
        ZipForge zip = jar().file("one", TEXT, entry -> {}).file("two", TEXT, entry -> {});
        int length = 30 + "two".length() + ZipForge.deflated(TEXT).length;
        return zip.change(4, entry -> entry.shift = -length).change(4, entry -> entry.name = entry.name.clone());
    }

    private static byte[] extra(int id, int length) {
        return new ZipForge.Bytes().u16(id).u16(length).raw(new byte[length]).bytes();
    }

    private static byte[] endRecord() {
        return new ZipForge.Bytes().raw(END).raw(new byte[18]).bytes();
    }
}
