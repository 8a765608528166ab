/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.guard;

import org.osgi.framework.BundleReference;

/** Whose a class is. */
enum Ground {
    /** The JDK's. */
    PLATFORM,
    /** Of the extension that asks. */
    OWN,
    /** Of another extension, and the wiring shows it. */
    OTHER,
    /** Of the host, for extensions: the SDK, and what stands for its objects. */
    SHARED,
    /** Of the host or of another extension, and for nobody else. */
    HIDDEN;

    private static final String SDK = "dev.berth.sdk.";
    private static final String FORWARDERS = "berth.boundary.";
    private static final String HOSTS = "dev.berth.host.";

    static Ground of(Class<?> type, ClassLoader own) {
        Class<?> component = type;
        while (component.isArray()) {
            component = component.getComponentType();
        }
        ClassLoader loader = component.getClassLoader();
        if (isPlatform(component)) {
            return PLATFORM;
        } else if (own.equals(loader)) {
            return OWN;
        } else if (loader instanceof BundleReference) {
            return isVisible(component, own) ? OTHER : HIDDEN;
        }
        return isShared(component, own) ? SHARED : HIDDEN;
    }

    static boolean isPlatform(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null
                || loader.equals(ClassLoader.getPlatformClassLoader())
                || type.getModule().getLayer() == ModuleLayer.boot();
    }

    /** What the wiring shows is meant to be used. */
    private static boolean isShared(Class<?> type, ClassLoader own) {
        String name = type.getName();
        if (name.startsWith(SDK) || name.startsWith(FORWARDERS)) {
            return true;
        } else if (name.startsWith(HOSTS)) {
            return false;
        }
        return isVisible(type, own);
    }

    private static boolean isVisible(Class<?> type, ClassLoader own) {
        try {
            return own.loadClass(type.getName()) == type;
        } catch (ClassNotFoundException | LinkageError invisible) {
            return false;
        }
    }
}
