/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.boundary;

/** Sees the JDK and the SDK, and makes a class for each interface that is asked for. It has no state of its own to be found. */
final class BoundaryLoader extends ClassLoader {
    private static final String SDK = "dev.berth.sdk.";
    private static final String MADE = "berth.boundary.";

    static {
        registerAsParallelCapable();
    }

    BoundaryLoader() {
        super("berth-boundary", getPlatformClassLoader());
    }

    /** Returns the class that forwards calls of an interface. */
    Class<?> forwarder(Class<?> type) {
        try {
            return loadClass(MADE + type.getName());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("needs an interface of the SDK or the JDK, found " + type.getName(), e);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(SDK)) {
            return Class.forName(name, false, BoundaryLoader.class.getClassLoader());
        } else if (name.startsWith(MADE)) {
            Class<?> type = loadClass(name.substring(MADE.length()));
            byte[] code = ForwarderCode.of(name, type);
            return defineClass(name, code, 0, code.length);
        }
        throw new ClassNotFoundException(name);
    }
}
