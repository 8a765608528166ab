/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;

/** What types of the SDK inherit from the JDK: {@code ordinal()} of an enum, {@code getMessage()} of an exception. */
final class PlatformMembers {
    private PlatformMembers() {}

    /** Tells whether a class of the JDK, or one above it, has a method that others may call. */
    static boolean has(String className, Use use) {
        try {
            Class<?> type = Class.forName(className.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
            return Stream.concat(Stream.of(type.getMethods()), Stream.of(type.getDeclaredMethods()))
                    .filter(method -> (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
                    .anyMatch(method -> method.getName().equals(use.name())
                            && descriptor(method).equals(use.descriptor()));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static String descriptor(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .descriptorString();
    }
}
