/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.boundary;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How calls of one interface get to a target.
 *
 * @param constructor takes the target, what hands over its results, and what answers for what it throws
 */
record Forwarder(Constructor<?> constructor) {
    private static final String SDK = "dev.berth.sdk";
    private static final MethodHandle RETURNED;
    private static final MethodHandle THROWN;

    static {
        MethodHandles.Lookup own = MethodHandles.lookup();
        try {
            RETURNED = own.findStatic(Boundary.class, "returned", ForwarderCode.RETURNED);
            THROWN = own.bind(new Thrown(), "cleaned", MethodType.methodType(Throwable.class, Throwable.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static Forwarder of(Class<?> type, BoundaryLoader loader) {
        try {
            return new Forwarder(loader.forwarder(type).getConstructor(type, MethodHandle.class, MethodHandle.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("needs a public interface, found " + type.getName(), e);
        }
    }

    /** Returns what is forwarded: the interface's methods, default ones too, and {@code toString}. */
    static List<Method> methods(Class<?> type) {
        try {
            return Stream.concat(
                            Arrays.stream(type.getMethods())
                                    .filter(method -> !Modifier.isStatic(method.getModifiers()))
                                    .sorted(Comparator.comparing(Method::toString)),
                            Stream.of(Object.class.getMethod("toString")))
                    .toList();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tells whether what a method returns is handed over in its turn. */
    static boolean handsOver(Class<?> result) {
        return result.isInterface() && !result.isSealed() && result.getName().startsWith(SDK);
    }

    Object to(Object target) {
        try {
            return constructor.newInstance(target, RETURNED, THROWN);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A constructor that only keeps its arguments failed", e);
        }
    }
}
