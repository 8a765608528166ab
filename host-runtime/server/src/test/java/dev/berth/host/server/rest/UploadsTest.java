/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    Path home;

    @Test
    void aPackageIsKeptForItsOwnerOnly() throws IOException {
        Uploads.Upload upload = uploads().take("crm 1.0.tgz", bytes("abc"));

        assertThat(upload.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(upload.size()).isEqualTo(3);
        assertThat(upload.file()).hasContent("abc").hasParent(home.resolve("uploads"));
        assertThat(upload.file().getFileName().toString()).doesNotContain("crm").hasSize(32);
        assertThat(mode(upload.file())).isEqualTo("rw-------");
        assertThat(mode(home.resolve("uploads"))).isEqualTo("rwx------");
    }

    @Test
    void itIsDroppedAfterTenMinutes() throws IOException {
        Uploads uploads = uploads();
        Uploads.Upload upload = uploads.take("a.tgz", bytes("abc"));

        now.updateAndGet(instant -> instant.plus(Uploads.KEPT).minusMillis(1));
        assertThat(uploads.get(upload.id())).isEqualTo(upload);

        now.updateAndGet(instant -> instant.plusMillis(1));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> uploads.get(upload.id()))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.UPLOAD_NOT_FOUND));
        assertThat(upload.file()).doesNotExist();
    }

    @Test
    void aStartAndAStopLeaveNothing() throws IOException {
        Path left = Files.createDirectories(home.resolve("uploads")).resolve("left");
        Files.writeString(left, "of a process that was killed");

        Uploads uploads = uploads();
        assertThat(left).doesNotExist();

        uploads.take("a.tgz", bytes("abc"));
        uploads.close();
        assertThat(home.resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void oneByteTooManyIsRefusedAndNothingIsKept() throws IOException {
        Uploads uploads = uploads();
        assertThat(uploads.take("a.tgz", zeros(Uploads.LIMIT)).size()).isEqualTo(Uploads.LIMIT);
        uploads.close();

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> uploads.take("a.tgz", zeros(Uploads.LIMIT + 1)))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.REQUEST_TOO_LARGE));
        assertThat(home.resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void aBrokenConnectionLeavesNothing() throws IOException {
        Uploads uploads = uploads();
        InputStream broken = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("the client went away");
            }
        };

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> uploads.take("a.tgz", broken));
        assertThat(home.resolve("uploads")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../a.tgz", "a/b.tgz", "a\\b.tgz", "a\nb.tgz"})
    void theNameIsNoPath(String name) throws IOException {
        Uploads uploads = uploads();

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> uploads.take(name, bytes("abc")))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.USAGE_INVALID));
        assertThat(home.resolve("uploads")).isEmptyDirectory();
    }

    private Uploads uploads() throws IOException {
        InstantSource moved = now::get;
        return new Uploads(home.resolve("uploads"), moved.withZone(ZoneOffset.UTC));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream zeros(long size) {
        return new InputStream() {
            private long left = size;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                int n = (int) Math.min(left, length);
                left -= n;
                return n == 0 ? -1 : n;
            }
        };
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
