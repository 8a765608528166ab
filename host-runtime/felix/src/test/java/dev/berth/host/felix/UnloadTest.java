/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.berth.host.activation.BundleEngine.Bundle;
import dev.berth.sdk.problem.Problem;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What unloading leaves behind: nothing (ENG-40). */
class UnloadTest extends EngineFixture {
    @Test
    void loaderIsFreeAfterUnload() throws Exception {
        Bundle bundle = loaded(jar(api("@acme/api-connector", "1.0.0")));
        run(bundle, "com.acme.api.Api");
        WeakReference<ClassLoader> loader = new WeakReference<>(bundle.classLoader());

        bundle.unload();
        bundle.unload();

        assertFree(List.of(loader));
        assertThatThrownBy(() -> bundle.loadClass("com.acme.api.Api")).isInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(bundle::classLoader).hasMessage("@acme/api-connector 1.0.0 is unloaded");
    }

    /** ENG-30: the instance beside it is not touched. */
    @Test
    void oneOfTwoInstancesIsFreed() throws Exception {
        ExtensionJar jar = jar(api("@acme/api-connector", "1.0.0"));
        Bundle old = loaded(jar);
        Bundle young = loaded(jar);
        run(old, "com.acme.api.Api");
        WeakReference<ClassLoader> loader = new WeakReference<>(old.classLoader());

        old.unload();

        assertFree(List.of(loader));
        assertThat(run(young, "com.acme.api.Api")).isEqualTo("1.0.0");
    }

    /** ENG-31: the old closure goes in reverse order, while the new one runs. */
    @Test
    void oldClosureIsFreedInReverseOrder() throws Exception {
        ExtensionJar api = jar(api("@acme/api-connector", "1.0.0"));
        ExtensionJar user = jar(user("@acme/user-connector", "1.0.0", api));
        List<Bundle> old =
                load(List.of(), api, user).stream().map(EngineFixture::loaded).toList();
        List<Bundle> young =
                load(old, api, user).stream().map(EngineFixture::loaded).toList();
        run(old.getLast(), "com.acme.user.User");
        List<WeakReference<ClassLoader>> loaders = loaders(old);

        old.getLast().unload();
        old.getFirst().unload();

        assertFree(loaders);
        assertThat(run(young.getLast(), "com.acme.user.User")).isEqualTo("1.0.0");
        assertThat(young.getLast().wiredTo()).containsExactly(young.getFirst());
    }

    /** Against the contract, a provider goes first: its dependent works on, and both are freed at the end. */
    @Test
    void providerUnloadedTooEarlyDoesNotBreakItsDependent() throws Exception {
        ExtensionJar api = jar(api("@acme/api-connector", "1.0.0"));
        ExtensionJar user = jar(user("@acme/user-connector", "1.0.0", api));
        List<Bundle> both =
                load(List.of(), api, user).stream().map(EngineFixture::loaded).toList();
        run(both.getLast(), "com.acme.user.User");
        List<WeakReference<ClassLoader>> loaders = loaders(both);

        both.getFirst().unload();

        assertThat(run(both.getLast(), "com.acme.user.User")).isEqualTo("1.0.0");
        assertThat(both.getLast().wiredTo()).isEmpty();
        // It is leaving, so that nobody new is wired to it.
        refused(load(both, user).getFirst());
        both.getLast().unload();
        assertFree(loaders);
    }

    /** ENG-31: a preflight says what would be refused, and leaves neither a bundle nor a wire nor an open file. */
    @Test
    void preflightLeavesNothing() throws Exception {
        Set<Path> empty = kept();
        ExtensionJar api = jar(api("@acme/api-connector", "1.0.0"));
        ExtensionJar user = jar(user("@acme/user-connector", "1.0.0", api));
        ExtensionJar bare = jar(ExtensionJar.of("@acme/api-connector", "1.1.0"));
        List<Bundle> both =
                load(List.of(), api, user).stream().map(EngineFixture::loaded).toList();

        List<Optional<Problem>> fits = engine.preflight(List.of(api.request(), user.request()), List.of());
        List<Optional<Problem>> lacks = engine.preflight(List.of(bare.request(), user.request()), both);

        assertThat(fits).containsExactly(Optional.empty(), Optional.empty());
        assertThat(lacks.getFirst()).isEmpty();
        assertThat(lacks.getLast().orElseThrow().text()).contains("com.acme.api");
        assertThat(both.getLast().wiredTo()).containsExactly(both.getFirst());
        assertThat(run(both.getLast(), "com.acme.user.User")).isEqualTo("1.0.0");
        assertThat(kept()).isEqualTo(empty);
        both.getLast().unload();
        both.getFirst().unload();
        assertThat(openFiles()).doesNotContain(api.file(), user.file(), bare.file());
    }

    /** ENG-41, in small. */
    @Test
    void cyclesLeaveNoLoaderAndNoFile() throws Exception {
        Set<Path> empty = kept();
        ExtensionJar api = jar(api("@acme/api-connector", "1.0.0"));
        ExtensionJar user = jar(user("@acme/user-connector", "1.0.0", api));
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            List<Bundle> both = load(List.of(), api, user).stream()
                    .map(EngineFixture::loaded)
                    .toList();
            run(both.getLast(), "com.acme.user.User");
            loaders.addAll(loaders(both));
            both.getLast().unload();
            both.getFirst().unload();
        }

        assertFree(loaders);
        assertThat(kept()).isEqualTo(empty);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void packageFileIsReadInPlaceAndClosedAfterwards() throws Exception {
        ExtensionJar jar = jar(api("@acme/api-connector", "1.0.0"));
        Bundle first = loaded(jar);
        Bundle second = loaded(jar);
        run(first, "com.acme.api.Api");
        assertThat(openFiles()).contains(jar.file());
        try (Stream<Path> files = Files.walk(folder.resolve("engine"))) {
            assertThat(files.filter(Files::isRegularFile).filter(file -> size(file) > 512))
                    .isEmpty();
        }

        first.unload();
        second.unload();

        assertThat(openFiles()).doesNotContain(jar.file());
        refused(load(
                        List.of(),
                        jar(ExtensionJar.of("@acme/bad-connector", "1.0.0").imports("com.nowhere")))
                .getFirst());
        assertThat(openFiles())
                .noneMatch(file ->
                        file.startsWith(folder) && file.getFileName().toString().startsWith("sha"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void closedEngineHoldsNothing() throws Exception {
        Bundle bundle = loaded(jar(api("@acme/api-connector", "1.0.0")));
        run(bundle, "com.acme.api.Api");
        WeakReference<ClassLoader> loader = new WeakReference<>(bundle.classLoader());

        engine.close();

        assertThat(openFiles()).noneMatch(file -> file.startsWith(folder));
        assertFree(List.of(loader));
        bundle.unload();
    }

    /** Classes are loaded by any thread, also while the lifecycle thread loads and unloads others. */
    @Test
    void classesLoadOnManyThreads() throws Exception {
        ExtensionJar api = jar(api("@acme/api-connector", "1.0.0"));
        ExtensionJar user = jar(user("@acme/user-connector", "1.0.0", api));
        List<Bundle> both =
                load(List.of(), api, user).stream().map(EngineFixture::loaded).toList();
        AtomicBoolean go = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<Object> steady = threads.submit(() -> {
                Object last = "";
                while (go.get()) {
                    last = run(both.getLast(), "com.acme.user.User");
                }
                return last;
            });
            for (int i = 0; i < 20; i++) {
                Bundle other = loaded(load(both, user).getFirst());
                Callable<Object> task = () -> run(other, "com.acme.user.User");
                for (Future<Object> result : threads.invokeAll(Collections.nCopies(4, task))) {
                    assertThat(result.get()).isEqualTo("1.0.0");
                }
                other.unload();
            }
            go.set(false);
            assertThat(steady.get()).isEqualTo("1.0.0");
        }
    }

    private static List<WeakReference<ClassLoader>> loaders(List<Bundle> bundles) {
        return bundles.stream()
                .map(bundle -> new WeakReference<>(bundle.classLoader()))
                .toList();
    }

    private static void assertFree(List<WeakReference<ClassLoader>> loaders) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    System.gc();
                    return loaders.stream().allMatch(loader -> loader.refersTo(null));
                });
    }

    private static List<Path> openFiles() throws IOException {
        List<Path> open = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                if (Files.isSymbolicLink(descriptor)) {
                    open.add(Files.readSymbolicLink(descriptor));
                }
            }
        }
        return open;
    }

    private static long size(Path file) {
        return file.toFile().length();
    }
}
