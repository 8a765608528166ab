/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.boundary;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Hands objects of the host to extensions. They can call what the interface has, and reach nothing else. */
public final class Boundary {
    private static final ClassLoader HOST = Boundary.class.getClassLoader();
    private static final BoundaryLoader LOADER = new BoundaryLoader();
    private static final ClassValue<Forwarder> FORWARDERS = new ClassValue<>() {
        @Override
        protected Forwarder computeValue(Class<?> type) {
            return Forwarder.of(type, LOADER);
        }
    };

    private Boundary() {}

    /**
     * Returns an object that forwards to a target; the target itself, if it is one already.
     *
     * @param type an interface of the SDK or the JDK; what its methods return is handed over in the same way, if it is of an
     *     interface of the SDK
     */
    public static <T> T of(Class<T> type, T target) {
        return isForwarder(target.getClass())
                ? target
                : type.cast(FORWARDERS.get(type).to(target));
    }

    /** Does the same for a method handle, which knows no type variables. */
    static @Nullable Object returned(Class<?> type, @Nullable Object target) {
        return target == null || isForwarder(target.getClass())
                ? target
                : FORWARDERS.get(type).to(target);
    }

    /** Tells whether a class is the host's own, or of what it hands over (PORT-112). */
    public static boolean isHosts(Class<?> type) {
        return Objects.equals(type.getClassLoader(), HOST) || isForwarder(type);
    }

    private static boolean isForwarder(Class<?> type) {
        return Objects.equals(type.getClassLoader(), LOADER);
    }
}
