/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** All that is known to hold the class loader of an extension that is gone (ENG-40). */
public final class LoaderPins {
    private static final List<Detector> ALL = List.of(
            new ThreadDetector(), new DriverDetector(), new BeanDetector(), new LogDetector(), new JvmDetector());

    private static final Detector LAST = new FrameDetector();

    private LoaderPins() {}

    /** Returns what holds a loader, as far as it can be seen without a walk through the heap. */
    public static List<Pin> of(ClassLoader loader) {
        List<Pin> sure =
                ALL.stream().flatMap(detector -> detector.find(loader).stream()).toList();
        return sure.isEmpty() ? LAST.find(loader) : sure;
    }

    /** Starts what the JDK starts once for all code; to be called before any code runs whose loader that would hold for good. */
    public static void forestall() {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        current.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            // The thread for timeouts of futures is made by whoever sets the first one, and never ends.
            new CompletableFuture<Boolean>()
                    .completeOnTimeout(true, 1, TimeUnit.NANOSECONDS)
                    .join();
        } finally {
            current.setContextClassLoader(before);
        }
    }

    /**
     * Takes away what only code of this loader could use: its JDBC drivers, MBeans and log handlers. To be called when none of it runs
     * any more.
     *
     * @return what was taken away, which {@code destroy} should have
     */
    public static List<Pin> clean(ClassLoader loader) {
        return ALL.stream().flatMap(detector -> detector.clean(loader).stream()).toList();
    }
}
