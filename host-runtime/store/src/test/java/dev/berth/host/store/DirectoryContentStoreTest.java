/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.berth.host.extension.VerifiedPackage;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TRUST-4, TRUST-14, LIFE-54. */
class DirectoryContentStoreTest {
    @TempDir
    Path temp;

    private DirectoryContentStore store;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(temp.resolve("content"));
        store = DirectoryContentStore.open(temp.resolve("content"));
    }

    @Test
    void namesFilesByTheirDigest() throws IOException {
        VerifiedPackage hello = Packages.of(temp.resolve("hello"), "hello");
        String digest = hello.packageDigest();
        store.put(hello);
        store.put(hello);
        assertThat(store.path(digest)).hasContent("hello").isEqualTo(temp.resolve("content/2c/" + digest));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store.path(digest))))
                .isEqualTo("r--------");
        assertThat(store.isIntact(digest)).isTrue();
        assertThat(store.digests()).containsExactly(digest);
        assertThat(hello.file()).as("the private copy is the caller's").exists();
        store.delete(digest);
        store.delete(digest);
        assertThat(store.digests()).isEmpty();
        assertThat(store.isIntact(digest)).isFalse();
    }

    @Test
    void noticesOneChangedByteAndMendsIt() throws IOException {
        VerifiedPackage hello = Packages.of(temp.resolve("hello"), "hello");
        store.put(hello);
        Path file = store.path(hello.packageDigest());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, "hellp");
        assertThat(store.isIntact(hello.packageDigest())).isFalse();
        store.put(hello);
        assertThat(file).hasContent("hello");
    }

    /** How stored bytes can be damaged by others. */
    @SuppressWarnings("ImmutableEnumChecker") // a damage is a function
    enum Damage {
        FLIPPED((file, elsewhere) -> Files.writeString(file, "hellp")),
        TRUNCATED((file, elsewhere) -> Files.writeString(file, "hell")),
        LONGER((file, elsewhere) -> Files.writeString(file, "hello!")),
        EMPTY((file, elsewhere) -> Files.writeString(file, "")),
        MISSING((file, elsewhere) -> Files.delete(file)),
        LINK((file, elsewhere) -> {
            Files.delete(file);
            Files.writeString(elsewhere, "hello");
            Files.createSymbolicLink(file, elsewhere);
        }),
        DANGLING_LINK((file, elsewhere) -> {
            Files.delete(file);
            Files.createSymbolicLink(file, elsewhere);
        }),
        FOLDER((file, elsewhere) -> {
            Files.delete(file);
            Files.createDirectories(file.resolve("in/it"));
            Files.writeString(file.resolve("in/it/too"), "more");
        });

        private final Harm harm;

        Damage(Harm harm) {
            this.harm = harm;
        }
    }

    /** Does harm to a stored file. */
    @FunctionalInterface
    interface Harm {
        void to(Path file, Path elsewhere) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "T4, T14, TRUST-145, TRUST-152, TRUST-154: every kind of damage is seen, and storing the same again repairs it")
    void repairs(Damage damage) throws IOException {
        VerifiedPackage hello = Packages.signed(temp.resolve("hello"), "hello", "signed");
        String digest = hello.packageDigest();
        store.put(hello);
        Path file = store.path(digest);
        Path signature = file.resolveSibling(digest + ".signature");
        Path elsewhere = temp.resolve("elsewhere");
        assertThat(store.signature(digest)).contains("signed".getBytes(StandardCharsets.UTF_8));
        for (Path each : List.of(file, signature)) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rw-------"));
            damage.harm.to(each, elsewhere);
        }
        assertThat(store.isIntact(digest)).isFalse();
        assertThat(store.signature(digest)).isNotEqualTo(Optional.of("signed".getBytes(StandardCharsets.UTF_8)));
        store.put(hello);
        assertThat(store.isIntact(digest)).isTrue();
        assertThat(file).isRegularFile().hasContent("hello");
        assertThat(Files.isSymbolicLink(file)).isFalse();
        assertThat(store.signature(digest)).contains("signed".getBytes(StandardCharsets.UTF_8));
        if (damage == Damage.LINK) {
            assertThat(elsewhere).as("what the link pointed to is not touched").hasContent("hello");
        }
    }

    @Test
    @DisplayName(
            "TRUST-146, TRUST-154: a file that others may write is closed again; a signature goes with its package")
    void closesAndDeletes() throws IOException {
        VerifiedPackage hello = Packages.signed(temp.resolve("hello"), "hello", "signed");
        store.put(hello);
        Path file = store.path(hello.packageDigest());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        store.put(hello);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("r--------");
        store.put(Packages.of(temp.resolve("again"), "hello"));
        assertThat(store.signature(hello.packageDigest()))
                .as("nobody signed it this time")
                .isEmpty();
        store.put(hello);
        store.delete(hello.packageDigest());
        assertThat(files()).isEmpty();
    }

    @Test
    void refusesBytesThatChangedSinceTheyWereVerified() throws IOException {
        VerifiedPackage hello = Packages.of(temp.resolve("hello"), "hello");
        Files.writeString(hello.file(), "goodbye");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> store.put(hello))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.DIGEST_MISMATCH));
        assertThat(files()).isEmpty();
    }

    /** LIFE-118, LIFE-119: a package that is set aside cannot be loaded, outlives a start, and comes back as it was. */
    @Test
    void setsAsideAndBringsBack() throws IOException {
        VerifiedPackage hello = Packages.of(temp.resolve("hello"), "hello");
        String digest = hello.packageDigest();
        assertThat(store.setAside(digest)).isFalse();
        store.put(hello);
        assertThat(store.setAside(digest)).isTrue();
        assertThat(store.isIntact(digest)).isFalse();
        assertThat(store.path(digest)).doesNotExist();
        open();
        assertThat(store.digests())
                .as("so that it is collected if nothing refers to it")
                .containsExactly(digest);
        store.bringBack(digest);
        store.bringBack(digest);
        assertThat(store.isIntact(digest)).isTrue();
        store.setAside(digest);
        store.delete(digest);
        assertThat(files()).isEmpty();
    }

    @Test
    void removesWhatACrashLeftHalfWritten() throws IOException {
        store.put(Packages.of(temp.resolve("hello"), "hello"));
        Files.writeString(temp.resolve("content/incoming-1"), "half");
        open();
        assertThat(files()).containsExactlyElementsOf(store.digests());
    }

    @Test
    void anInterruptedThreadStoresAllTheSame() throws IOException {
        VerifiedPackage hello = Packages.of(temp.resolve("hello"), "hello");
        Thread.currentThread().interrupt();
        store.put(hello);
        assertThat(store.isIntact(hello.packageDigest())).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aDigestIsNoPath() {
        for (String text : List.of("", "../../../../etc/passwd", "a".repeat(63), "A".repeat(64))) {
            assertThatIllegalArgumentException().isThrownBy(() -> store.path(text));
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(temp.resolve("content"))) {
            return all.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .toList();
        }
    }
}
