/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.manifest.port.CapabilityInput;
import dev.berth.sdk.problem.HandleClosedException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A contract as a consumer holds it: it follows the provider, and refuses when that is gone (PORT-119). */
record ProviderProxy(MemoryHost host, Contribution found, Class<?> contract) implements InvocationHandler {
    static <T> T of(MemoryHost host, Contribution found, Class<T> contract) {
        return contract.cast(Proxy.newProxyInstance(
                contract.getClassLoader(), new Class<?>[] {contract}, new ProviderProxy(host, found, contract)));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // equality of a proxy is identity (PORT-15)
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> contract.getSimpleName() + "[" + found.key() + " of " + found.owner() + "]";
            };
        }
        Object impl = host.with(held -> held.in(Channel.PROVIDER)
                        .filter(one -> one.isIn(found.owner(), Channel.PROVIDER, found.key()))
                        .map(Contribution::value)
                        .filter(contract::isInstance)
                        .findFirst())
                .orElseThrow(() -> new HandleClosedException(
                        CapabilityInput.gone(found.key(), found.owner().value())));
        try {
            method.setAccessible(true);
            return method.invoke(impl, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
