/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what holds class loaders that no detector explains, by a walk through a dump of the heap (ENG-40). The JVM stands still while it
 * writes the dump, which has all that is in its memory, secrets too: it lies in a folder of its own that nobody else may read, and is
 * deleted before this returns.
 */
public final class HeapPins {
    private static final String FIX =
            "let go of it in destroy: whatever you gave to others, take it back from where the path begins.";

    /** What is done about a path through these, the first that fits. */
    private static final List<Map.Entry<String, String>> FIXES = List.of(
            Map.entry(
                    "java.lang.Thread.threadLocals",
                    "empty it in destroy, on the thread that has it: ThreadLocal.remove()."),
            Map.entry("java.lang.VirtualThread.", ThreadDetector.FIX),
            Map.entry(
                    "java.lang.ApplicationShutdownHooks.hooks", "take it out in destroy: Runtime.removeShutdownHook."),
            Map.entry(
                    "java.util.ResourceBundle.cacheList",
                    "empty the JDK's cache of them in destroy: ResourceBundle.clearCache()."));

    private HeapPins() {}

    /**
     * Returns for each loader the path to it; nothing for one that is not held any more, or too far away.
     *
     * @param folder where the dump lies meanwhile; it needs room for the whole heap
     * @throws IOException if the dump cannot be written or read
     */
    public static synchronized List<Optional<Pin>> of(
            List<? extends WeakReference<? extends ClassLoader>> loaders, Path folder) throws IOException {
        HeapTarget[] marks = loaders.stream().map(HeapTarget::of).toArray(HeapTarget[]::new);
        Path own = Files.createTempDirectory(folder, "heap-");
        Path dump = own.resolve("heap.hprof");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);
            // They are needed until here, and no longer.
            Arrays.stream(marks).forEach(WeakReference::clear);
            HeapWalk walk = HeapWalk.of(dump);
            List<Optional<Pin>> pins = new ArrayList<>();
            for (long target : walk.targets()) {
                pins.add(target == 0 ? Optional.empty() : walk.to(target).map(HeapPins::pin));
            }
            return pins;
        } finally {
            Files.deleteIfExists(dump);
            Files.delete(own);
        }
    }

    private static Pin pin(List<String> way) {
        String path = String.join(" -> ", way);
        String fix = FIXES.stream()
                .filter(known -> path.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(FIX);
        return new Pin("heap", "the path " + path, fix);
    }
}
