/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.extension.Origin;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.marketplace.trust.sign.KeyFile;
import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * GATE-2: the goal {@code berth:check}, run by a real Maven on a project of its own. Maven works offline with the jars of this
 * build: its local repository is that of the user, but for the artifacts of Berth.
 */
final class MavenGoalIT {
    private static final Path CHECKOUT = Path.of(System.getProperty("berth.checkout"));
    private static final String VERSION = "0.1.0-SNAPSHOT";

    /** Below target, since JUnit warns of each link in a temporary folder that leads out of it. */
    private static final Path REPOSITORY = Path.of("target", "maven-repository").toAbsolutePath();

    private static final String PASSPHRASE = "BERTH_TEST_PASSPHRASE";

    @TempDir
    Path root;

    private Path extension;

    /** What Maven said. */
    private record Run(int code, String out) {}

    @BeforeAll
    static void installTheBuild() throws IOException {
        Path user =
                Path.of(System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));
        unlink(REPOSITORY);
        Files.createDirectories(REPOSITORY);
        link(user, REPOSITORY, "dev");
        link(user.resolve("dev"), Files.createDirectory(REPOSITORY.resolve("dev")), "berth");
        Files.createDirectory(REPOSITORY.resolve("dev/berth"));
        install("berth-parent", "");
        install("berth-sdk-extensions", "sdk-extensions");
        install("berth-host-runtime", "host-runtime");
        install("berth-conformance-tests", "conformance-tests");
        install("berth-api", "sdk-extensions/api");
        install("berth-manifest", "sdk-extensions/manifest");
        install("berth-maven-plugin", "sdk-extensions/maven-plugin");
        install("berth-kernel", "host-runtime/kernel");
        install("berth-marketplace", "host-runtime/marketplace");
        install("berth-actions", "conformance-tests/actions");
        install("berth-kit", "conformance-tests/kit");
    }

    /** Deletes an older one; links are removed, not followed. */
    private static void unlink(Path old) throws IOException {
        if (!Files.exists(old)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(old)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void link(Path from, Path to, String except) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> children = Files.list(from)) {
            for (Path child : children.filter(path -> !path.endsWith(except)).toList()) {
                Files.createSymbolicLink(to.resolve(child.getFileName()), child);
            }
        }
    }

    private static void install(String artifact, String module) throws IOException {
        Path folder = Files.createDirectories(
                REPOSITORY.resolve("dev/berth").resolve(artifact).resolve(VERSION));
        String name = artifact + "-" + VERSION;
        Files.copy(CHECKOUT.resolve(module).resolve("pom.xml"), folder.resolve(name + ".pom"));
        Path jar = CHECKOUT.resolve(module).resolve("target").resolve(name + ".jar");
        if (Files.exists(jar)) {
            Files.copy(jar, folder.resolve(name + ".jar"));
        }
    }

    @BeforeEach
    void project() throws IOException {
        extension = Files.createDirectory(root.resolve("notes-skills"));
        Path sample = CHECKOUT.resolve("sample-extensions/notes-skills");
        try (Stream<Path> files = Files.walk(sample)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = sample.relativize(file);
                if (!relative.startsWith("target")) {
                    Path copy = extension.resolve(relative);
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
        Files.writeString(extension.resolve("pom.xml"), """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>samples</groupId>
                  <artifactId>notes-skills</artifactId>
                  <version>1.0.0</version>
                </project>
                """);
    }

    private Run check(String... properties) throws IOException, InterruptedException {
        return maven("check", properties);
    }

    private Run maven(String goal, String... properties) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "mvn",
                "-o",
                "-B",
                "-ntp",
                "-Dmaven.repo.local=" + REPOSITORY,
                "dev.berth:berth-maven-plugin:" + VERSION + ":" + goal));
        command.addAll(List.of(properties));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(extension.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put(PASSPHRASE, "a long passphrase of a test");
        Process maven = builder.start();
        String out = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(maven.waitFor(), out);
    }

    @Test
    @DisplayName("GATE-2: a clean module passes, and the reports that were asked for are there")
    void cleanModulePasses() throws Exception {
        Run run = check("-Dberth.check.formats=sarif,junit");
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).contains("0 errors, 0 warnings, 0 infos.", "BUILD SUCCESS");
        assertThat(extension.resolve("target/berth-check.sarif")).content().contains("\"version\":\"2.1.0\"");
        assertThat(extension.resolve("target/berth-check.xml")).content().contains("berth.gate.readme");
    }

    @Test
    @DisplayName("GATE-2, GATE-7: a finding fails the build with its text; a policy that is wrong breaks it")
    void findingFailsTheBuild() throws Exception {
        Files.delete(extension.resolve("LICENSE"));
        Run run = check();
        assertThat(run.code()).isNotZero();
        assertThat(run.out()).contains("[license-file-missing]", "Failed gates: license", "BUILD FAILURE");
        assertThat(check("-Dberth.check.skip=true").code()).isZero();
        Path policy = Files.writeString(root.resolve("policy.json"), "{\"redme\": {}}");
        Run broken = check("-Dberth.check.policy=" + policy);
        assertThat(broken.code()).isNotZero();
        assertThat(broken.out()).contains("[policy-invalid]", "near \"readme\"");
    }

    @Test
    @DisplayName(
            "TRUST-61, TRUST-64: a package is signed in the author's build, and a host that trusts the key says whose it is")
    void signs() throws Exception {
        Publisher acme = new Publisher(7);
        Path file = Publisher.pack(root, "1.0.0");
        Path key = root.resolve("acme.key");
        new KeyFile(key).write(acme.key, "a long passphrase of a test".toCharArray());
        Run run = maven(
                "sign",
                "-Dberth.sign.file=" + file,
                "-Dberth.sign.key=" + key,
                "-Dberth.sign.passphraseVariable=" + PASSPHRASE);
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out())
                .contains("@acme/ask-connector 1.0.0 is signed by the key ")
                .doesNotContain("a long passphrase");
        try (TestHost host = TestHost.start(root.resolve("home"))) {
            acme.trustedBy(host);
            host.apply(new Command.Install(new Command.Source(
                    file,
                    new Origin.File("ask.jar"),
                    String.valueOf(file.getFileName()),
                    new Command.GrantChoice.None(),
                    Set.of())));
            assertThat(host.runtime()
                            .extension(ExtensionId.of("@acme/ask-connector"))
                            .trust()
                            .tier())
                    .isEqualTo("AUTHOR_SIGNED");
        }
    }

    @Test
    @DisplayName("TRUST-64: with another passphrase nothing is signed, and the build fails")
    void signsNothing() throws Exception {
        Path file = Publisher.pack(root, "1.0.0");
        Path key = root.resolve("acme.key");
        new KeyFile(key).write(new Publisher(7).key, "another long passphrase".toCharArray());
        Run wrong = maven(
                "sign",
                "-Dberth.sign.file=" + file,
                "-Dberth.sign.key=" + key,
                "-Dberth.sign.passphraseVariable=" + PASSPHRASE);
        assertThat(wrong.code()).as(wrong.out()).isNotZero();
        assertThat(file.resolveSibling(file.getFileName() + ".signature.json")).doesNotExist();
    }
}
