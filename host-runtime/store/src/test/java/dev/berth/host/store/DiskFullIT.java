/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import static dev.berth.host.store.Rows.CRM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk with no room left; skipped where this user may not mount one. */
class DiskFullIT {
    private static final int MB = 1024 * 1024;

    @TempDir
    Path temp;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectories(temp.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString()), "may not mount a disk");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", disk.toString());
    }

    @Test
    void aHostThatCannotMakeItsDatabaseDoesNotStart() throws IOException {
        fill(0);
        assertThat(refused(() -> HostStore.open(disk.resolve("home"), Optional.empty(), Rows::manifest)
                                .close())
                        .code())
                .isEqualTo(ProblemCode.DISK_FULL);
        Files.delete(disk.resolve("filler"));
        HostStore.open(disk.resolve("home"), Optional.empty(), Rows::manifest).close();
    }

    @Test
    void stopsWritingWhileItCanStillSaySoAndGoesOnReading() throws IOException {
        try (HostStore store = HostStore.open(disk.resolve("home"), Optional.empty(), Rows::manifest)) {
            store.backends().settings().put(CRM, "acme", "a", "1");
            fill(2 * MB);
            Problem problem = refused(() -> store.backends().settings().put(CRM, "acme", "a", "2"));
            assertThat(problem.code()).isEqualTo(ProblemCode.DISK_FULL);
            assertThat(problem.summary()).contains("Nothing was changed");
            assertThat(store.backends().settings().get(CRM, "acme", "a")).contains("1");
            Files.delete(disk.resolve("filler"));
            store.backends().settings().put(CRM, "acme", "a", "3");
        }
    }

    @Test
    void aTransactionThatMeetsTheEndOfTheDiskIsAbsentAfterARestart() throws IOException {
        try (HostStore store = HostStore.open(disk.resolve("home"), Optional.empty(), Rows::manifest)) {
            store.backends().settings().put(CRM, "acme", "a", "1");
            Problem problem = refused(() -> store.transactor().run(() -> {
                for (int i = 0; i < 60; i++) {
                    store.backends().settings().put(CRM, "acme", "big" + i, "x".repeat(200_000));
                }
            }));
            assertThat(problem.code()).isEqualTo(ProblemCode.DISK_FULL);
            assertThat(refused(() -> store.backends().settings().get(CRM, "acme", "a"))
                            .code())
                    .isIn(ProblemCode.STORE_UNAVAILABLE, ProblemCode.DISK_FULL);
        }
        try (HostStore store = HostStore.open(disk.resolve("home"), Optional.empty(), Rows::manifest)) {
            assertThat(store.backends().settings().get(CRM, "acme", "a")).contains("1");
            assertThat(store.backends().settings().get(CRM, "acme", "big0")).isEmpty();
        }
    }

    @Test
    void aPackageThatDoesNotFitLeavesNothing() throws IOException {
        try (HostStore store = HostStore.open(disk.resolve("home"), Optional.empty(), Rows::manifest)) {
            fill(MB);
            Problem problem = refused(() -> store.contents().put(Packages.of(temp.resolve("big"), "x".repeat(2 * MB))));
            assertThat(problem.code()).isEqualTo(ProblemCode.DISK_FULL);
            assertThat(problem.summary()).contains("Nothing of @acme/crm-connector 1.0.0 was stored");
            assertThat(store.home().content()).isEmptyDirectory();
        }
    }

    /** Leaves so many bytes free. */
    private void fill(int free) throws IOException {
        long size = disk.toFile().getUsableSpace() - free;
        Files.write(disk.resolve("filler"), new byte[Math.toIntExact(size)]);
    }

    private static Problem refused(ThrowingCallable call) {
        return assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call)
                .actual()
                .problem();
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
