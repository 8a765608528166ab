/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite.escape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.HostRuntime;
import dev.berth.host.extension.Origin;
import dev.berth.host.lifecycle.Command;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** ENG-21: every attempt that we know, made on every JDK that is found. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EscapeMatrixIT {
    private static final Set<ProblemCode> SCAN =
            Set.of(ProblemCode.PERMISSION_USE_UNDECLARED, ProblemCode.API_FORBIDDEN, ProblemCode.HOST_INTERNAL_USE);
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
        packages.plant(Path.of(lure.place("jar")));
        packages.bareJar(folder);
        packages.peerFile(folder);
        packages.file(folder, RedPackages.DENIED, List.of());
        packages.file(folder, RedPackages.GRANTED, lure.permissions());
        try (OutputStream out = Files.newOutputStream(folder.resolve("places"))) {
            lure.places().store(out, null);
        }
        Set<String> refused = refused(attempts, packages, folder);
        EscapeRun run = new EscapeRun(jdk.java(), jdk.feature(), folder, lure);
        run.run("bare", attempts);
        run.run("host", attempts);
        List<Row> rows = attempts.stream()
                .map(row -> new Row(
                        row,
                        refused.contains(row.id()),
                        run.outcome("denied", row.id()),
                        run.outcome("granted", row.id()),
                        run.outcome("bare", row.id())))
                .toList();
        Files.write(
                Path.of("target", "escapes-" + jdk.feature() + ".txt"),
                rows.stream().map(Row::record).toList());
        return new Matrix(rows, Matrix.readReasons());
    }

    /** What the scan at install says to each attempt alone. */
    private static Set<String> refused(List<Attempt> attempts, RedPackages packages, Path folder) throws IOException {
        Path single = Files.createDirectory(folder.resolve("single"));
        Set<String> refused = new HashSet<>();
        try (HostRuntime host =
                HostRuntime.builder().home(folder.resolve("scanning")).build().start()) {
            host.install(packages.peerFile(single));
            for (Attempt row : attempts) {
                try {
                    host.plan(install(packages.file(single, row)));
                } catch (ProblemException e) {
                    assertThat(e.problems()).as(row.id()).anyMatch(problem -> SCAN.contains(problem.code()));
                    refused.add(row.id());
                }
            }
        }
        return refused;
    }

    private static Command install(Path file) {
        String name = String.valueOf(file.getFileName());
        return new Command.Install(new Command.Source(
                file, new Origin.File(name), name, new Command.GrantChoice.All(), Set.of(Command.Consent.UNSIGNED)));
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
