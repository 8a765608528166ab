/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.activation.BundleEngine.Bundle;
import dev.berth.host.activation.BundleEngine.Load;
import dev.berth.sdk.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A running engine, and short words for what tests do with it. */
abstract class EngineFixture {
    @TempDir
    Path folder;

    FelixEngine engine = new FelixEngine(Path.of("unused"), Set.of());

    @BeforeEach
    void startEngine() {
        engine = new FelixEngine(folder.resolve("engine"), Set.of());
        engine.start();
    }

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    /** Returns what lies in the framework's folder. */
    Set<Path> kept() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("engine/felix"))) {
            return all.collect(Collectors.toSet());
        }
    }

    ExtensionJar jar(ExtensionJar jar) {
        return jar.in(folder);
    }

    List<Load> load(List<Bundle> beside, ExtensionJar... jars) {
        return engine.load(Stream.of(jars).map(ExtensionJar::request).toList(), beside);
    }

    Bundle loaded(ExtensionJar jar) {
        return loaded(load(List.of(), jar).getFirst());
    }

    static Bundle loaded(Load load) {
        assertThat(load).isInstanceOf(Load.Loaded.class);
        return ((Load.Loaded) load).bundle();
    }

    static Problem refused(Load load) {
        assertThat(load).isInstanceOf(Load.Refused.class);
        return ((Load.Refused) load).problem();
    }

    /** Runs the static method {@code run} of a class of a bundle. */
    static Object run(Bundle bundle, String className) throws ReflectiveOperationException {
        return bundle.loadClass(className).getMethod("run").invoke(null);
    }

    static ExtensionJar api(String id, String version) {
        return ExtensionJar.of(id, version)
                .source(
                        "com.acme.api.Api",
                        "public class Api { public static String run() { return \"" + version + "\"; } }")
                .exports("com.acme.api;version=\"" + version + "\"");
    }

    static ExtensionJar user(String id, String version, ExtensionJar api) {
        return ExtensionJar.of(id, version)
                .source(
                        "com.acme.user.User",
                        "public class User { public static String run() { return com.acme.api.Api.run(); } }")
                .imports("com.acme.api")
                .against(api);
    }
}
