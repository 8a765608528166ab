/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Threads by what they run. A stack names classes, not their loaders, and two revisions have classes of one name: so this is asked
 * last, and leaves out threads that belong to another loader.
 */
final class FrameDetector implements Detector {
    @Override
    public List<Pin> find(ClassLoader loader) {
        List<Pin> found = new ArrayList<>();
        for (Map.Entry<Thread, StackTraceElement[]> one :
                Thread.getAllStackTraces().entrySet()) {
            Thread thread = one.getKey();
            if (!thread.equals(Thread.currentThread())) {
                running(loader, thread, one.getValue())
                        .ifPresent(frame -> found.add(new Pin(
                                "thread",
                                "the thread \"" + thread.getName() + "\" runs " + frame.getClassName() + "."
                                        + frame.getMethodName(),
                                ThreadDetector.FIX)));
            }
        }
        return found;
    }

    private static Optional<StackTraceElement> running(ClassLoader loader, Thread thread, StackTraceElement[] stack) {
        ClassLoader context = thread.getContextClassLoader();
        return Arrays.stream(stack)
                .filter(frame -> isDefinedBy(loader, frame.getClassName()))
                .filter(frame -> context == null || !isDefinedBy(context, frame.getClassName()))
                .findFirst();
    }

    private static boolean isDefinedBy(ClassLoader loader, String name) {
        if (name.startsWith("java.") || name.startsWith("jdk.")) {
            return false;
        }
        try {
            return loader.equals(Class.forName(name, false, loader).getClassLoader());
        } catch (ClassNotFoundException | LinkageError | IllegalStateException none) {
            return false;
        }
    }
}
