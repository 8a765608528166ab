/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.probe.child;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Set;

/** Loads an extension: the JDK and the SDK from outside, its own classes, and after them what others export. */
final class ExtensionLoader extends URLClassLoader {
    /** Stack traces name it. */
    static final String NAME = "extension";

    private final Set<String> shared;
    private final URLClassLoader others;

    ExtensionLoader(URL jar, Set<String> shared, URL[] others) {
        super(NAME, new URL[] {jar}, new SdkLoader());
        this.shared = shared;
        this.others = new URLClassLoader("others", others, getParent());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try {
            return super.findClass(name);
        } catch (ClassNotFoundException e) {
            int dot = name.lastIndexOf('.');
            if (dot > 0 && shared.contains(name.substring(0, dot))) {
                return others.loadClass(name);
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        others.close();
    }

    /** Lets the SDK through and nothing else of this program. */
    private static final class SdkLoader extends ClassLoader {
        SdkLoader() {
            super("sdk", getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("dev.berth.sdk.")) {
                return Class.forName(name, false, ExtensionLoader.class.getClassLoader());
            }
            throw new ClassNotFoundException(name);
        }
    }
}
