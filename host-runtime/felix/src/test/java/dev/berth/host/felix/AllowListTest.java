/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.embedder.Greeter;
import dev.berth.host.activation.BundleEngine;
import dev.berth.sdk.Extension;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;

class AllowListTest extends EngineFixture {
    /** ENG-1 to ENG-4: what is not imported cannot be loaded, though the host has it. */
    @Test
    void nothingOfTheHostIsSeenUnasked() {
        BundleEngine.Bundle bundle = loaded(jar(ExtensionJar.of("@acme/spy-connector", "1.0.0")));

        assertThat(Stream.of(
                        BundleEngine.class.getName(),
                        ExtensionId.class.getName(),
                        Bundle.class.getName(),
                        Logger.class.getName(),
                        "org.apache.felix.framework.Felix",
                        "sun.misc.Unsafe",
                        "com.sun.net.httpserver.HttpServer",
                        "javax.naming.InitialContext",
                        "javax.xml.parsers.SAXParser"))
                .allSatisfy(name ->
                        assertThatThrownBy(() -> bundle.loadClass(name)).isInstanceOf(ClassNotFoundException.class));
    }

    /** ENG-3: nor can it be imported. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.berth.host.activation",
                "dev.berth.manifest",
                "org.osgi.framework",
                "org.osgi.framework.wiring",
                "org.apache.felix.framework",
                "org.slf4j",
                "sun.misc",
                "sun.reflect",
                "com.sun.net.httpserver",
                "javax.management",
                "javax.naming",
                "javax.script",
                "javax.tools"
            })
    void whatIsNotOnTheListCannotBeImported(String name) {
        ExtensionJar jar = jar(ExtensionJar.of("@acme/spy-connector", "1.0.0").imports(name));

        Problem problem = refused(load(List.of(), jar).getFirst());

        assertThat(problem.code()).isEqualTo(ProblemCode.IMPORT_UNRESOLVED);
        assertThat(problem.facts().string("package")).contains(name);
    }

    /** ENG-3: the SDK's classes are the host's own. */
    @Test
    void sdkClassesAreTheHosts() throws Exception {
        ExtensionJar jar = jar(
                ExtensionJar.of("@acme/good-connector", "1.0.0")
                        .source("com.acme.good.Entry", """
                        public class Entry implements dev.berth.sdk.Extension {
                            public void register(dev.berth.sdk.ExtensionContext ctx) {}
                        }
                        """)
                        .imports(
                                "dev.berth.sdk;version=\"[2.2,3)\",dev.berth.sdk.value,org.jspecify.annotations;version=\"[1.0,2)\""));

        BundleEngine.Bundle bundle = loaded(jar);

        assertThat(bundle.loadClass("com.acme.good.Entry").getConstructor().newInstance())
                .isInstanceOf(Extension.class);
        assertThat(bundle.loadClass(ExtensionId.class.getName())).isSameAs(ExtensionId.class);
    }

    /** ENG-1: {@code java} is everybody's, with an import (as bnd may write it) or without. */
    @Test
    void javaPackagesNeedNoImport() throws Exception {
        BundleEngine.Bundle bundle = loaded(jar(ExtensionJar.of("@acme/good-connector", "1.0.0")
                .imports("java.util,java.sql,javax.sql,javax.crypto,javax.net.ssl,org.w3c.dom,javax.xml.parsers")));

        for (String name : List.of("java.sql.Connection", "java.net.http.HttpClient", "javax.net.ssl.SSLContext")) {
            assertThat(bundle.loadClass(name)).isSameAs(Class.forName(name));
        }
    }

    /** ENG-3: the constant names what the SDK has, no more and no less. */
    @Test
    void sdkPackagesAreAllListed() throws IOException {
        URI origin = URI.create(Extension.class.getResource("Extension.class").toString());
        if (origin.getScheme().equals("jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(origin, Map.of())) {
                assertThat(packagesIn(jar.getPath("/"))).containsExactlyInAnyOrderElementsOf(SystemPackages.SDK);
            }
        } else {
            assertThat(packagesIn(
                            Path.of(origin).getParent().getParent().getParent().getParent()))
                    .containsExactlyInAnyOrderElementsOf(SystemPackages.SDK);
        }
    }

    private static Set<String> packagesIn(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> root.relativize(file.getParent()).toString().replace('/', '.'))
                    .collect(Collectors.toSet());
        }
    }

    /** An embedder's interface is one class on both sides. */
    @Test
    void sharedContractIsTheEmbeddersOwn() throws Exception {
        engine.close();
        engine = new FelixEngine(folder.resolve("embedded"), Set.of(SharedPackage.of(Greeter.class, "1.2")));
        engine.start();
        ExtensionJar jar = jar(ExtensionJar.of("@acme/greeter-connector", "1.0.0")
                .source("com.acme.Hello", """
                        public class Hello implements com.example.embedder.Greeter {
                            public String greet(String name) { return "Hello " + name; }
                        }
                        """)
                .imports("com.example.embedder;version=\"[1.2,2)\""));

        Object hello = loaded(jar).loadClass("com.acme.Hello").getConstructor().newInstance();

        assertThat(((Greeter) hello).greet("Ada")).isEqualTo("Hello Ada");
    }

    /** ENG-3: sharing is no way around the list. */
    @ParameterizedTest
    @ValueSource(
            strings = {"org.osgi.framework", "dev.berth.host", "sun.misc", "java.lang", "a.b;x=1,sun.misc", "", "a-b"})
    void whatMustStayHiddenCannotBeShared(String name) {
        assertThatThrownBy(() -> new SharedPackage(name, "1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aContractOfAnotherLoaderIsRefusedAtOnce() throws Exception {
        Class<?> foreign = loaded(jar(api("@acme/api-connector", "1.0.0"))).loadClass("com.acme.api.Api");

        assertThatThrownBy(() -> SharedPackage.of(foreign)).hasMessageContaining("com.acme.api.Api cannot be shared");
    }
}
