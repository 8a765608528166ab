/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.WeakHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeapPinsTest {
    /** What nobody empties, as the JDK and libraries have it. */
    private static final Map<String, Object> KEPT = new TreeMap<>();

    private static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();

    @TempDir
    Path folder;

    @AfterEach
    void empty() {
        KEPT.clear();
        LOCAL.remove();
    }

    private static Object leak(ClassLoader loader) throws ReflectiveOperationException {
        return loader.loadClass(Leak.class.getName()).getConstructor().newInstance();
    }

    /** In a method of its own, so that nothing on the stack holds the loader afterwards. */
    private static WeakReference<ClassLoader> kept(String way) throws ReflectiveOperationException {
        ClassLoader loader = new Below();
        Object leak = leak(loader);
        switch (way) {
            case "static" -> KEPT.put("a", new ArrayList<>(List.of(leak)));
            case "class" -> KEPT.put("a", leak.getClass());
            case "loader" -> KEPT.put("a", new Object[] {1, loader});
            case "soft" -> KEPT.put("a", new SoftReference<>(leak));
            case "local" -> LOCAL.set(leak);
            case "weak" -> KEPT.put("a", new WeakHashMap<>(Map.of(leak, 1)));
            default -> KEPT.remove(way);
        }
        return new WeakReference<>(loader);
    }

    private List<String> found(String way) throws Exception {
        List<Optional<Pin>> pins = HeapPins.of(List.of(kept(way)), folder);
        assertThat(folder).isEmptyDirectory();
        return pins.stream()
                .map(pin -> pin.map(Pin::what).orElse("nothing"))
                .map(what -> what.replace("dev.berth.manifest.unload.", ""))
                .toList();
    }

    @Test
    @DisplayName("ENG-40: the path from a root of the garbage collector to a loader is told, whatever holds it")
    void paths() throws Exception {
        String start =
                "the path static HeapPinsTest.KEPT -> java.util.TreeMap.root -> java.util.TreeMap$Entry.value -> ";
        assertThat(found("static"))
                .containsExactly(start + "java.util.ArrayList.elementData -> an array -> a Leak -> the class Leak");
        KEPT.clear();
        assertThat(found("class")).containsExactly(start + "the class Leak");
        KEPT.clear();
        assertThat(found("loader")).containsExactly(start + "an array");
        KEPT.clear();
        assertThat(found("soft"))
                .containsExactly(start + "java.lang.ref.SoftReference.referent -> a Leak -> the class Leak");
    }

    @Test
    @DisplayName("ENG-40: what is referred to weakly, or by nobody, is not held")
    void free() throws Exception {
        assertThat(found("weak")).containsExactly("nothing");
        KEPT.clear();
        assertThat(found("nothing")).containsExactly("nothing");
    }

    @Test
    @DisplayName("ENG-40: of what the JDK holds in places that are known the author is told how to take it back")
    void fixes() throws Exception {
        WeakReference<Thread> hook = hooked();
        try {
            assertThat(fix(kept("local"))).contains("ThreadLocal.remove()");
            assertThat(fix(new WeakReference<>(
                            Objects.requireNonNull(hook.get()).getContextClassLoader())))
                    .contains("Runtime.removeShutdownHook");
        } finally {
            Runtime.getRuntime().removeShutdownHook(Objects.requireNonNull(hook.get()));
        }
    }

    private String fix(WeakReference<ClassLoader> left) throws IOException {
        return HeapPins.of(List.of(left), folder).get(0).orElseThrow().fix();
    }

    private static WeakReference<Thread> hooked() {
        Thread hook = new Thread(() -> {});
        hook.setContextClassLoader(new Below());
        Runtime.getRuntime().addShutdownHook(hook);
        return new WeakReference<>(hook);
    }

    @Test
    @DisplayName("ENG-40: of several loaders each has its own path, in their order")
    void several() throws Exception {
        WeakReference<ClassLoader> free = kept("nothing");
        WeakReference<ClassLoader> held = kept("class");
        List<Optional<Pin>> pins = HeapPins.of(List.of(free, held, kept("other")), folder);
        assertThat(pins).hasSize(3);
        assertThat(pins.get(0)).isEmpty();
        assertThat(pins.get(1)).isPresent();
        assertThat(pins.get(2)).isEmpty();
    }

    @Test
    @DisplayName("ENG-40: a dump that is cut off, as when the disk is full, is refused as such")
    void cutOff() throws Exception {
        Path dump = folder.resolve("cut.hprof");
        ManagementFactory.getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean.class)
                .dumpHeap(dump.toString(), true);
        try (RandomAccessFile file = new RandomAccessFile(dump.toFile(), "rw")) {
            file.setLength(Files.size(dump) - 100_000);
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> HeapWalk.of(dump))
                .withMessageContaining("needs");
        Files.write(dump, new byte[] {1, 0, 0, 0});
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> HeapWalk.of(dump));
    }

    @Test
    @DisplayName("ENG-40: a folder that is not there is refused before the JVM stands still")
    void noFolder() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> HeapPins.of(List.of(kept("nothing")), folder.resolve("absent")));
    }
}
