/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

import java.util.List;

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
