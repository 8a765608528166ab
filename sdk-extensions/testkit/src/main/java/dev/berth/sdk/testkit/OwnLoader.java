/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit;

import dev.berth.sdk.Extension;
import java.net.URL;
import java.net.URLClassLoader;

/** Loads the classes that lie beside a class anew, and all others where that class finds them. */
final class OwnLoader extends URLClassLoader {
    private OwnLoader(URL beside, ClassLoader others) {
        super(new URL[] {beside}, others);
    }

    static ClassLoader of(Class<?> one) {
        return new OwnLoader(one.getProtectionDomain().getCodeSource().getLocation(), one.getClassLoader());
    }

    static Extension instance(ClassLoader loader, Class<? extends Extension> entry) {
        try {
            return (Extension)
                    loader.loadClass(entry.getName()).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    entry.getName() + " needs to be a public class with a public constructor without arguments", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            boolean own = !name.startsWith("java.") && findResource(name.replace('.', '/') + ".class") != null;
            return own ? findClass(name) : super.loadClass(name, resolve);
        }
    }
}
