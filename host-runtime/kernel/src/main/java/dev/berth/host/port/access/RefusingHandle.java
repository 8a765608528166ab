/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.access;

import dev.berth.sdk.port.PortName;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** The handle of a port with nothing behind it on this host: refused like every port, then reserved or unavailable. */
public final class RefusingHandle extends PortHandle implements InvocationHandler {
    private RefusingHandle(PortAccess access, PortName port) {
        super(access, port);
    }

    /** Makes a handle of this type. */
    public static <T> T of(Class<T> type, PortName port, PortAccess access) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new RefusingHandle(access, port));
        return type.cast(proxy);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // equality of a handle is identity (PORT-15)
    public Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> hashCode();
                default -> toString();
            };
        }
        access.check(port, method.getName(), arguments == null ? null : arguments[0]);
        if (port.tier() == PortName.Tier.RESERVED) {
            throw access.reserved(port, method.getName());
        }
        throw access.problems()
                .unavailable(
                        port,
                        method.getName(),
                        "this host has nothing behind the port \"" + port + "\"",
                        "run a host version that provides it; see berth doctor.");
    }
}
