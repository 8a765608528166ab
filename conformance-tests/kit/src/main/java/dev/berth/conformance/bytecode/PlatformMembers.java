/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;

/** What types inherit from the JDK: {@code ordinal()} of an enum, {@code getMessage()} of an exception. */
final class PlatformMembers {
    private PlatformMembers() {}

    /** Tells whether a class is of the JDK. */
    static boolean isPlatform(String className) {
        try {
            Class.forName(className.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Tells whether a class of the JDK, or one above it, has a member that others may use. */
    static boolean has(String className, Use use) {
        try {
            Class<?> type = Class.forName(className.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
            return members(type, use.isMethod())
                    .filter(member -> (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
                    .anyMatch(member -> member.getName().equals(use.name())
                            && descriptor(member).equals(use.descriptor()));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Stream<Member> members(Class<?> type, boolean methods) {
        return methods
                ? Stream.concat(Stream.of(type.getMethods()), Stream.of(type.getDeclaredMethods()))
                : Stream.concat(Stream.of(type.getFields()), Stream.of(type.getDeclaredFields()));
    }

    private static String descriptor(Member member) {
        return member instanceof Method method
                ? MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                        .descriptorString()
                : ((Field) member).getType().descriptorString();
    }
}
