/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.boundary;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How calls of one interface get to a target.
 *
 * @param constructor takes the handles of the methods, and last the one that answers for what they throw
 * @param methods take the target first
 */
record Forwarder(Constructor<?> constructor, List<MethodHandle> methods) {
    private static final String SDK = "dev.berth.sdk";
    private static final MethodHandle RETURNED;
    private static final MethodHandle THROWN;

    static {
        MethodHandles.Lookup own = MethodHandles.lookup();
        try {
            RETURNED = own.findStatic(
                    Boundary.class, "returned", MethodType.methodType(Object.class, Class.class, Object.class));
            // Bound, since a handle that is bound cannot be asked which method it is.
            THROWN = own.bind(new Thrown(), "cleaned", MethodType.methodType(Throwable.class, Throwable.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static Forwarder of(Class<?> type, BoundaryLoader loader) {
        try {
            Constructor<?> constructor = loader.forwarder(type).getConstructor(MethodHandle[].class);
            List<MethodHandle> methods = new ArrayList<>();
            for (Method method : methods(type)) {
                methods.add(handedOver(method, MethodHandles.publicLookup().unreflect(method)));
            }
            return new Forwarder(constructor, List.copyOf(methods));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("needs a public interface, found " + type.getName(), e);
        }
    }

    /** Returns what is forwarded, in the order of the handles: the interface's methods, default ones too, and {@code toString}. */
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

    private static MethodHandle handedOver(Method method, MethodHandle handle) {
        Class<?> result = method.getReturnType();
        MethodHandle anyTarget = handle.asType(handle.type().changeParameterType(0, Object.class));
        if (!result.isInterface() || result.isSealed() || !result.getName().startsWith(SDK)) {
            return anyTarget;
        }
        return MethodHandles.filterReturnValue(
                anyTarget, RETURNED.bindTo(result).asType(MethodType.methodType(result, result)));
    }

    Object to(Object target) {
        MethodHandle[] bound = new MethodHandle[methods.size() + 1];
        for (int i = 0; i < methods.size(); i++) {
            bound[i] = methods.get(i).bindTo(target);
        }
        bound[methods.size()] = THROWN;
        try {
            return constructor.newInstance((Object) bound);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A constructor that only keeps its arguments failed", e);
        }
    }
}
