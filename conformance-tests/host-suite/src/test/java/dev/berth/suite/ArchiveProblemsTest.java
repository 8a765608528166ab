/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.marketplace.pack.Opened;
import dev.berth.host.marketplace.pack.PackageReader;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of archives that no host opens (GATE-172). Every way into one has its tests beside the reader. */
final class ArchiveProblemsTest {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES = Golden.codes(Case.values());

    private static final int BLOCK = 512;

    @TempDir
    Path temp;

    /** Makes an archive. */
    private interface Archive {
        byte[] bytes() throws IOException;
    }

    @SuppressWarnings("ImmutableEnumChecker") // a case is a function
    enum Case {
        ARCHIVE_PATH(() -> zip(new ZipEntry("../evil.txt"), new byte[1])),
        ARCHIVE_AMBIGUOUS(() -> zip(new ZipEntry("icons/Logo.svg"), new byte[1], new ZipEntry("icons/logo.svg"))),
        ARCHIVE_RATIO(() -> zip(new ZipEntry("zeros.bin"), new byte[20 << 20])),
        ARCHIVE_TOO_LARGE(() -> zip(new ZipEntry("zeros.bin"), new byte[26 << 20])),
        ARCHIVE_FEATURE(() -> {
            byte[] zip = zip(new ZipEntry("a.txt"), new byte[1]);
            zip[6] |= 1; // encrypted, in the header of the entry
            zip[find(zip, 'P', 'K', 1, 2) + 8] |= 1; // and in the directory
            return zip;
        }),
        ENTRY_SIZE_MISMATCH(() -> {
            byte[] zip = zip(new ZipEntry("a.txt"), new byte[9]);
            zip[find(zip, 'P', 'K', 1, 2) + 24]++;
            zip[find(zip, 'P', 'K', 7, 8) + 12]++;
            return zip;
        }),
        ARCHIVE_ENTRY_TYPE(() -> tgz(header("package/link", '2', 0))),
        ARCHIVE_LAYOUT(() -> tgz(file("package/package.json", "{}"), file("other/README.md", "x"))),
        MANIFEST_MISMATCH(() -> tgz(
                file("package/package.json", "{}"),
                file(
                        "package/extension.jar",
                        ExtensionPackage.connector("@acme/crm-connector", "1.4.0")
                                .bytes())));

        private final ProblemCode code = ProblemCode.valueOf(name());
        private final Archive archive;

        Case(Archive archive) {
            this.archive = archive;
        }
    }

    @ParameterizedTest
    @DisplayName("GATE-172: what is said of an archive that cannot be trusted")
    @EnumSource
    void isToldWhole(Case wrong) throws IOException {
        Path file = Files.write(temp.resolve("crm-connector-1.4.0.jar"), wrong.archive.bytes());
        Opened opened = new PackageReader().open(file, "crm-connector-1.4.0.jar");
        assertThat(opened).isInstanceOf(Opened.Refused.class);
        List<Problem> found = ((Opened.Refused) opened)
                .problems().stream()
                        .filter(problem -> problem.code() == wrong.code)
                        .toList();
        assertThat(found).as("%s", opened).isNotEmpty();
        assertThat(Golden.faults(found.get(0))).isEmpty();
        Golden.compare(found.get(0), temp);
    }

    private static byte[] zip(ZipEntry first, byte[] content, ZipEntry... more) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(first);
            zip.write(content);
            for (ZipEntry entry : more) {
                zip.putNextEntry(entry);
                zip.write(content);
            }
        }
        return out.toByteArray();
    }

    private static int find(byte[] bytes, int... signature) {
        for (int at = 0; at < bytes.length - signature.length; at++) {
            int start = at;
            int matching = 0;
            while (matching < signature.length && bytes[start + matching] == signature[matching]) {
                matching++;
            }
            if (matching == signature.length) {
                return at;
            }
        }
        throw new IllegalArgumentException("The archive has no such record");
    }

    private static byte[] tgz(byte[]... parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            for (byte[] part : parts) {
                gzip.write(part);
            }
            gzip.write(new byte[2 * BLOCK]);
        }
        return out.toByteArray();
    }

    private static byte[] file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] file(String name, byte[] content) {
        byte[] entry =
                Arrays.copyOf(header(name, '0', content.length), BLOCK + (content.length + BLOCK - 1) / BLOCK * BLOCK);
        System.arraycopy(content, 0, entry, BLOCK, content.length);
        return entry;
    }

    /** A header of an archive as npm writes it. */
    private static byte[] header(String name, char type, int size) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, "%011o\0".formatted(size));
        put(header, 136, "00000000000\0");
        put(header, 148, "        ");
        header[156] = (byte) type;
        put(header, 157, type == '2' ? "package.json" : "");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte one : header) {
            sum += Byte.toUnsignedInt(one);
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
