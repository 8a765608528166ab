/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite.escape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** ENG-21: every attempt that we know, made on every JDK that is found. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EscapeMatrixIT {
    private static final boolean WRITE = "write".equals(System.getProperty("berth.golden"));

    private final List<Jdk> jdks = Jdk.all();
    private final Map<Jdk, Matrix> matrices = new java.util.LinkedHashMap<>();

    @BeforeAll
    void attempt() throws IOException, GeneralSecurityException {
        for (Jdk jdk : jdks) {
            matrices.put(
                    jdk,
                    matrix(
                            jdk,
                            Files.createTempDirectory(
                                    Path.of("target").toAbsolutePath(), "escapes-" + jdk.feature() + "-")));
        }
    }

    private static Matrix matrix(Jdk jdk, Path folder) throws IOException, GeneralSecurityException {
        List<Attempt> attempts = Attempts.of(jdk.feature());
        Lure lure = Lure.in(folder);
        RedPackages packages = new RedPackages(attempts, lure, jdk.feature());
        Path peer = packages.peerFile(folder);
        Path denied = packages.file(folder, RedPackages.DENIED, List.of());
        packages.file(folder, RedPackages.GRANTED, lure.permissions());
        EscapeRun host = new EscapeRun(jdk, folder, lure, packages);
        Path beside = Files.createDirectory(folder.resolve("bare"));
        packages.bareJar(beside);
        EscapeRun bare = new EscapeRun(jdk, beside, lure.again(beside), packages);
        CompletableFuture<Void> bareDone = CompletableFuture.runAsync(() -> bare.run("bare", attempts));
        host.run("host", attempts);
        Set<String> refused = new Scan(packages, denied).refused(attempts);
        Scan.refuseAll(folder.resolve("scanning"), peer, denied);
        bareDone.join();
        List<Row> rows = attempts.stream()
                .map(row -> new Row(
                        row,
                        refused.contains(row.id()),
                        host.outcome("denied", row.id()),
                        host.outcome("granted", row.id()),
                        bare.outcome("bare", row.id())))
                .toList();
        Files.write(
                Path.of("target", "escapes-" + jdk.feature() + ".txt"),
                rows.stream().map(Row::record).toList());
        return new Matrix(rows, Matrix.readReasons());
    }

    @Test
    @DisplayName("ENG-21: the documents show what came of each attempt")
    void documents() throws IOException {
        Map<Path, String> documents = matrices.get(jdks.get(0)).documents();
        for (Map.Entry<Path, String> document : documents.entrySet()) {
            if (WRITE) {
                Files.writeString(document.getKey(), document.getValue());
            }
            assertThat(document.getKey())
                    .as("write it with -Dberth.golden=write")
                    .hasContent(document.getValue());
        }
    }

    @Test
    @DisplayName("ENG-21, ENG-22: what passes is known, on every JDK, and has a reason in plain words")
    void open() throws IOException {
        Set<String> reasons = Matrix.readReasons().keySet();
        matrices.forEach((jdk, matrix) -> assertThat(matrix.open())
                .extracting(row -> row.attempt().id())
                .as("JDK %s", jdk.feature())
                .isSubsetOf(reasons));
        assertThat(matrices.get(jdks.get(0)).open())
                .extracting(row -> row.attempt().id())
                .containsAll(reasons);
    }

    @Test
    @DisplayName("ENG-21: each attempt that a permission allows works once it is granted")
    void granted() {
        assertThat(matrices.get(jdks.get(0)).rows())
                .filteredOn(row -> row.attempt().permission().isEver())
                .filteredOn(row -> !row.granted().passed())
                .extracting(row -> row.attempt().id() + ": " + row.granted().said())
                .isEmpty();
    }
}
