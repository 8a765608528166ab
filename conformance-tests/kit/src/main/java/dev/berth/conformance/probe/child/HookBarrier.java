/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.probe.child;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/** Stands around every hook: whatever code of the extension throws is its outcome. */
final class HookBarrier {
    private HookBarrier() {}

    /** A hook, or what leads to one. */
    @FunctionalInterface
    interface Hook {
        /** Runs it. */
        void run() throws ReflectiveOperationException;
    }

    static Optional<Throwable> run(Hook hook) {
        try {
            hook.run();
            return Optional.empty();
        } catch (InvocationTargetException e) {
            return Optional.of(e.getCause() == null ? e : e.getCause());
        } catch (Throwable thrown) {
            return Optional.of(thrown);
        }
    }

    /** Says what was thrown and where; its message is code of the extension too. */
    static String describe(Throwable thrown) {
        StringBuilder text = new StringBuilder(thrown.getClass().getName());
        run(() -> Optional.ofNullable(thrown.getMessage())
                .ifPresent(message -> text.append(": ")
                        .append(message, 0, Math.min(message.length(), 300))
                        .append(message.length() > 300 ? "…" : "")));
        run(() -> Caller.of(thrown)
                .ifPresent(frame -> text.append(", at ")
                        .append(frame.getClassName())
                        .append('.')
                        .append(frame.getMethodName())
                        .append('(')
                        .append(frame.getFileName())
                        .append(':')
                        .append(frame.getLineNumber())
                        .append(')')));
        return text.toString();
    }
}
