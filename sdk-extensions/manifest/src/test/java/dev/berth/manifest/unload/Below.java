/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Has a copy of its own of {@link Leak}, as an extension has its classes. */
final class Below extends ClassLoader {
    Below() {
        super(Below.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        Class<?> known = findLoadedClass(name);
        return known != null
                ? known
                : name.startsWith(Leak.class.getName()) ? own(name) : super.loadClass(name, resolve);
    }

    private Class<?> own(String name) {
        try (InputStream in = Objects.requireNonNull(getResourceAsStream(name.replace('.', '/') + ".class"))) {
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
