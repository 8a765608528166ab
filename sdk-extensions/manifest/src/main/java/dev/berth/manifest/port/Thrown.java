/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import dev.berth.sdk.port.ActionFailedException;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How code of an extension failed.
 *
 * @param code what such a failure is called
 * @param subject whose code it is
 * @param work what it did, {@code register}, {@code tool "hello_greet"}
 * @param effect what did not happen, a sentence
 */
public record Thrown(ProblemCode code, String subject, String work, String effect) {
    private static final int STACK_LINES = 12;
    private static final int LONGEST_MESSAGE = 300;

    /** Describes what it threw. Asks the throwable, which is extension code too: this may throw whatever that throws. */
    public Problem problem(Throwable thrown) {
        Throwable own = own(thrown);
        Problem problem = failed(own, text(own)).fact("stack", stack(own));
        if (said(own) instanceof ProblemException known) {
            return problem.causes(known.problems());
        }
        return problem.author("see \"stack\" in the facts (--json), and mend the code.");
    }

    /** Describes a throwable that must not be asked anything. */
    public Problem hostile(Throwable thrown) {
        return failed(thrown, " with " + thrown.getClass().getSimpleName())
                .author("throw exceptions whose getMessage returns.");
    }

    /** What the extension threw, without what the JVM wraps around it in constructors and static initialisers. */
    private static Throwable own(Throwable thrown) {
        boolean wrapper = thrown instanceof InvocationTargetException || thrown instanceof ExceptionInInitializerError;
        Throwable cause = wrapper ? thrown.getCause() : null;
        return cause == null ? thrown : own(cause);
    }

    /** Returns what may carry a problem: a denied permission carries it as its cause. */
    private static @Nullable Throwable said(Throwable thrown) {
        return thrown instanceof SecurityException ? thrown.getCause() : thrown;
    }

    private Problem failed(Throwable thrown, String what) {
        return Problem.of(code, subject, subject + " failed in " + work + what + ". " + effect)
                .fact("hook", work)
                .fact("exception", thrown.getClass().getName());
    }

    /** Returns name and message, which may be endless; what an action means for its caller stands without a name. */
    private static String text(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        if (said(thrown) instanceof ProblemException) {
            return " with " + name;
        }
        String message = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
        if (message.equals("null") || message.isBlank()) {
            return " with " + name;
        }
        String brief = message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message;
        return thrown instanceof ActionFailedException
                ? ": " + (brief.endsWith(".") ? brief.substring(0, brief.length() - 1) : brief)
                : " with " + name + ": " + brief;
    }

    private static List<String> stack(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .limit(STACK_LINES)
                .map(StackTraceElement::toString)
                .toList();
    }
}
