/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.jvm;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Small attempts that do no harm where they succeed. */
final class Trials {
    private Trials() {}

    /** What nobody else would let be deserialised. */
    private record Bait(int value) implements Serializable {}

    /** Asks for a library that does not exist: a JVM that refuses native code does not even look for it. */
    static boolean loadsNative() {
        try {
            System.load(
                    Path.of("berth-self-test-no-such-library").toAbsolutePath().toString());
            return true;
        } catch (IllegalCallerException refused) {
            return false;
        } catch (UnsatisfiedLinkError looked) {
            return true;
        }
    }

    static boolean reachesMemory() {
        try {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field field = type.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            Object unsafe = field.get(null);
            Object address = type.getMethod("allocateMemory", long.class).invoke(unsafe, 8L);
            type.getMethod("freeMemory", long.class).invoke(unsafe, address);
            return true;
        } catch (InvocationTargetException e) {
            return !(e.getCause() instanceof UnsupportedOperationException);
        } catch (ReflectiveOperationException absent) {
            return false;
        }
    }

    /** Attaches to this very process, which a JVM refuses in other words when the mechanism is off. */
    static boolean attaches() {
        try {
            Class<?> machine = Class.forName("com.sun.tools.attach.VirtualMachine");
            Object attached = machine.getMethod("attach", String.class)
                    .invoke(null, Long.toString(ProcessHandle.current().pid()));
            machine.getMethod("detach").invoke(attached);
            return true;
        } catch (InvocationTargetException e) {
            return !e.getTargetException().getClass().getSimpleName().equals("AttachNotSupportedException");
        } catch (ReflectiveOperationException absent) {
            return false;
        }
    }

    static boolean deserializes() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(new Bait(1));
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                return in.readObject() instanceof Bait;
            }
        } catch (InvalidClassException refused) {
            return false;
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the packages of the JDK's base that flags opened to code on a class path. */
    static List<String> openPackages() {
        Module base = Object.class.getModule();
        Module code = Trials.class.getModule();
        Set<String> api = base.getDescriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(Exports::source)
                .collect(Collectors.toUnmodifiableSet());
        return base.getPackages().stream()
                .filter(name -> base.isOpen(name, code) || (base.isExported(name, code) && !api.contains(name)))
                .sorted()
                .toList();
    }
}
