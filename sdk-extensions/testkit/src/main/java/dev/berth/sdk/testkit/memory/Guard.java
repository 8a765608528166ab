/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.sdk.port.PortName;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * The check in front of a port, and probes that touch nothing (PORT-14, PORT-15). A proxy, so that no method of the SDK can be
 * forgotten, and an override of a test stands behind the same check.
 *
 * @param target what answers calls that pass
 */
record Guard(Access access, PortName port, Object target) implements InvocationHandler {
    static <T> T of(Access access, PortName port, Class<T> type, T target) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new Guard(access, port, target)));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // equality of a handle is identity (PORT-15)
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> access.describe(port);
            };
        }
        access.check(port, method.getName(), arguments == null ? null : arguments[0]);
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
