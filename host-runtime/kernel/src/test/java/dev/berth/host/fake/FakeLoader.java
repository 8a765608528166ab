/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.fake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The loader of one fake bundle: a copy of its own of the classes that extensions bring, everything else of the tests. */
public final class FakeLoader extends ClassLoader {
    private static final Set<String> OWN = Set.of(Scripted.class.getName(), OwnGreeter.class.getName());

    private final Script script;

    public FakeLoader(Script script) {
        super(FakeLoader.class.getClassLoader());
        this.script = script;
    }

    public Script script() {
        return script;
    }

    /** Makes an object of a class of this bundle; an object of a test's class would be one of the host's (PORT-112). */
    public Object greeter(UnaryOperator<String> answer) {
        try {
            return loadClass(OwnGreeter.class.getName())
                    .getConstructor(UnaryOperator.class)
                    .newInstance(answer);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The loader of the bundle whose hook runs on this thread. */
    public static FakeLoader current() {
        return (FakeLoader) Thread.currentThread().getContextClassLoader();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!OWN.contains(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? own(name) : known;
        }
    }

    private Class<?> own(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
