/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** engine.md L4: what the weaver writes passes the verifier of the JVM, for libraries as they are out there. */
final class LibrariesTest {
    /** Defines woven classes; all else is the class path's. */
    private static final class WovenLoader extends ClassLoader {
        private final Map<String, byte[]> woven;

        WovenLoader(Map<String, byte[]> woven) {
            super(LibrariesTest.class.getClassLoader());
            this.woven = woven;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                byte[] bytes = woven.get(name);
                if (known != null || bytes == null) {
                    return known != null ? known : super.loadClass(name, resolve);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tools.jackson.databind.ObjectMapper",
                "org.h2.Driver",
                "org.apache.commons.compress.archivers.ArchiveEntry"
            })
    @DisplayName("every class of a library is woven, alike each time, and is verified by the JVM")
    void verified(String one) throws Exception {
        Map<String, byte[]> originals = classes(Class.forName(one));
        Map<String, byte[]> woven = new TreeMap<>();
        int rewritten = 0;
        for (Map.Entry<String, byte[]> each : originals.entrySet()) {
            switch (Weaver.weave(each.getValue())) {
                case Woven.Unchanged() -> woven.put(each.getKey(), each.getValue());
                case Woven.Rewritten(byte[] bytes) -> {
                    assertThat(Weaver.weave(each.getValue()))
                            .isInstanceOfSatisfying(
                                    Woven.Rewritten.class,
                                    again -> assertThat(again.bytes()).isEqualTo(bytes));
                    woven.put(each.getKey(), bytes);
                    rewritten++;
                }
                case Woven.Refused refused -> throw new AssertionError(each.getKey() + ": " + refused);
            }
        }
        assertThat(rewritten).isPositive().isLessThan(originals.size() / 2);
        WovenLoader loader = new WovenLoader(woven);
        for (String name : woven.keySet()) {
            try {
                Class.forName(name, true, loader);
            } catch (VerifyError | ClassFormatError wrong) {
                throw new AssertionError(name, wrong);
            } catch (LinkageError optional) {
                // It needs a library that is not there, or reached for something when it was initialized: no extension
                // does here.
            }
        }
    }

    private static Map<String, byte[]> classes(Class<?> one) throws IOException, URISyntaxException {
        Path jar =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        Map<String, byte[]> classes = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                String name = entry.getName();
                if (name.endsWith(".class") && !name.startsWith("META-INF/") && !name.equals("module-info.class")) {
                    try (InputStream in = file.getInputStream(entry)) {
                        classes.put(name.substring(0, name.length() - 6).replace('/', '.'), in.readAllBytes());
                    }
                }
            }
        }
        return classes;
    }
}
