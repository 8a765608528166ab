/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * Drivers in {@code java.sql.DriverManager}, which shows a caller only those whose classes the caller can load. So the question is
 * asked by {@link DriverAsker}, defined once more below the loader that is looked at.
 */
final class DriverDetector implements Detector {
    private static final String FIX = "take it out in destroy: DriverManager.deregisterDriver.";

    @Override
    public List<Pin> find(ClassLoader loader) {
        return ask(loader, false);
    }

    @Override
    public List<Pin> clean(ClassLoader loader) {
        return ask(loader, true);
    }

    private static List<Pin> ask(ClassLoader loader, boolean remove) {
        return new Below(loader)
                .asker().apply(loader, remove).stream()
                        .sorted()
                        .map(name -> new Pin("jdbc-driver", "the JDBC driver " + name + " is registered", FIX))
                        .toList();
    }

    /** Has nothing but the asker; lives as long as one question. */
    private static final class Below extends ClassLoader {
        private static final String ASKER = DriverAsker.class.getName();
        private static final byte[] BYTES = bytes();

        Below(ClassLoader parent) {
            super(parent);
        }

        @SuppressWarnings("unchecked")
        BiFunction<ClassLoader, Boolean, List<String>> asker() {
            try {
                return (BiFunction<ClassLoader, Boolean, List<String>>)
                        loadClass(ASKER).getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("DriverAsker needs a constructor without arguments", e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(ASKER)) {
                return define();
            }
            return name.startsWith("java.")
                    ? ClassLoader.getPlatformClassLoader().loadClass(name)
                    : super.loadClass(name, resolve);
        }

        private Class<?> define() {
            return defineClass(ASKER, BYTES, 0, BYTES.length);
        }

        private static byte[] bytes() {
            String file = DriverAsker.class.getSimpleName() + ".class";
            try (InputStream in = Objects.requireNonNull(DriverAsker.class.getResourceAsStream(file), file)) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
