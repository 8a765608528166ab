/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.probe.child;

import java.util.Optional;
import java.util.stream.Stream;

/** Finds where the extension stands on a stack. */
final class Caller {
    private Caller() {}

    /** Returns the class of the extension that called, or {@code -} if none did. */
    static String name() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(type -> type.getClassLoader() instanceof ExtensionLoader && !type.isHidden())
                        .findFirst()
                        .map(Class::getName)
                        .orElse("-"));
    }

    /** Returns the line of the extension that threw. */
    static Optional<StackTraceElement> of(Throwable thrown) {
        return Stream.of(thrown.getStackTrace())
                .filter(frame -> ExtensionLoader.NAME.equals(frame.getClassLoaderName()))
                .findFirst();
    }
}
