/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.berth.host.activation.BundleEngine.Bundle;
import dev.berth.sdk.problem.ProblemException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.osgi.framework.BundleReference;

class FelixEngineTest extends EngineFixture {
    /** ENG-1 to ENG-6, ENG-14: every line of the profile. */
    @Test
    void profileIsAsWritten() {
        Map<String, Object> profile = EngineProfile.of(Path.of("cache"), Set.of(), new FelixLog());

        assertThat(profile)
                .containsEntry("org.osgi.framework.bootdelegation", "")
                .containsEntry("felix.bootdelegation.implicit", "false")
                .containsEntry("org.osgi.framework.bundle.parent", "boot")
                .containsEntry("org.osgi.framework.storage", "cache")
                .containsEntry("org.osgi.framework.storage.clean", "onFirstInit")
                .containsEntry("felix.cache.locking", "false")
                .containsEntry("felix.service.urlhandlers", "false")
                .containsEntry("felix.resolver.parallelism", "1")
                .containsEntry("org.osgi.framework.bsnversion", "multiple")
                .containsKeys("felix.log.logger", "felix.log.level", "org.osgi.framework.system.packages")
                .hasSize(12);
    }

    /** ENG-5, TRUST-125: nothing of a bundle is kept, what lies in the folder goes when the engine starts, and the folder is the host's alone. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void folderIsWipedAndPrivate() throws Exception {
        Path cache = folder.resolve("engine/felix");
        Set<Path> empty = kept();
        loaded(jar(api("@acme/api-connector", "1.0.0")));
        assertThat(kept()).isEqualTo(empty);
        engine.close();
        Path planted = Files.writeString(
                Files.createDirectories(cache.resolve("bundle7/version0.0")).resolve("x"), "x");
        Files.setPosixFilePermissions(folder.resolve("engine"), PosixFilePermissions.fromString("rwxrwxrwx"));

        engine = new FelixEngine(folder.resolve("engine"), Set.of());
        engine.start();

        assertThat(planted).doesNotExist();
        assertThat(kept()).isEqualTo(empty);
        assertThat(Files.getPosixFilePermissions(folder.resolve("engine")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    /** ENG-6, ENG-8: three times in one JVM, with no thread left and no URL handler taken. */
    @Test
    void enginesStartAndStopInOneJvm() throws Exception {
        engine.close();
        for (int i = 0; i < 3; i++) {
            engine = new FelixEngine(folder.resolve("engine"), Set.of());
            engine.start();
            assertThat(run(loaded(jar(api("@acme/api-connector", "1.0.0"))), "com.acme.api.Api"))
                    .isEqualTo("1.0.0");
            engine.close();
        }
        // Some of Felix's threads end a moment after it says that it has stopped.
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("Felix")));
        assertThatThrownBy(() -> URI.create("bundle://1/x").toURL()).hasMessageContaining("unknown protocol");
    }

    @Test
    void closedEngineSaysSo() {
        engine.close();
        engine.close();

        assertThatThrownBy(() -> engine.load(List.of(), List.of())).hasMessage("The engine is not running");
    }

    @Test
    void startedEngineIsNotStartedTwice() {
        assertThatThrownBy(engine::start).hasMessage("The engine is running");
    }

    @Test
    void nothingToLoadIsFine() {
        assertThat(engine.load(List.of(), List.of())).isEmpty();
    }

    @Test
    void aFolderThatCannotBeMadeIsAProblem() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        FelixEngine misplaced = new FelixEngine(file.resolve("engine"), Set.of());

        assertThatThrownBy(misplaced::start)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("[home-unwritable]");
    }

    /** ENG-10: the location says whose bytes they are; a second instance gets one of its own. */
    @Test
    void locationsNameTheContent() throws Exception {
        ExtensionJar jar = jar(api("@acme/api-connector", "1.0.0"));
        List<Bundle> both = List.of(loaded(jar), loaded(jar));

        String location = "berth:@acme/api-connector@1.0.0#sha256:" + "0".repeat(64);
        assertThat(both)
                .extracting(bundle ->
                        ((BundleReference) bundle.classLoader()).getBundle().getLocation())
                .containsExactly(location, location + "+2");
    }
}
