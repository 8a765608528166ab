/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.actions;

import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table: a method of a port, and arguments for it.
 *
 * @param variant what is wrong with them, {@code key null}; empty if nothing is
 * @param arguments one for each parameter
 */
public record PortAction(PortName port, Method method, String variant, List<Argument> arguments) {
    /** Makes an argument, for each call anew, since a call may keep it. */
    @FunctionalInterface
    public interface Argument {
        /** Makes it. */
        @Nullable
        Object make();
    }

    /** Copies the arguments. */
    public PortAction {
        arguments = List.copyOf(arguments);
    }

    static PortAction good(PortName port, Method method, ExtensionId self) {
        List<Argument> arguments = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            arguments.add(() -> GoodArguments.of(parameter, self));
        }
        return new PortAction(port, method, "", arguments);
    }

    PortAction with(int index, String what, Argument argument) {
        List<Argument> changed = new ArrayList<>(arguments);
        changed.set(index, argument);
        return new PortAction(port, method, method.getParameters()[index].getName() + " " + what, changed);
    }

    /** Returns the row as people write it, {@code get(String,Class) key null}. */
    public String text() {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(",", "(", ")"))
                + (variant.isEmpty() ? "" : " " + variant);
    }

    /** Does it, and returns what the method returns. */
    public @Nullable Object run(ExtensionContext ctx) throws Throwable {
        try {
            Object handle = ExtensionContext.class.getMethod(port.toString()).invoke(ctx);
            return method.invoke(handle, arguments.stream().map(Argument::make).toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Does it, and says what came of it: the shape of a value, a code with its facts, or the name of another exception. */
    public String answer(ExtensionContext ctx) {
        return new RequestBarrier(this).answer(ctx);
    }

    static String refusal(ProblemException refused) {
        return refused.problem().code() + " " + refused.problem().facts();
    }
}
