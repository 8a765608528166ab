/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.boundary;

import dev.berth.sdk.ExtensionContext;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.util.List;
import java.util.Set;

/**
 * Sees the JDK and the SDK, and makes a class for each interface that is asked for. It has no state of its own to be found, and all
 * that it makes is of one module, which opens nothing: what such an object leads to can be called and not looked at.
 */
final class BoundaryLoader extends ClassLoader {
    private static final String SDK = "dev.berth.sdk.";

    static {
        registerAsParallelCapable();
    }

    BoundaryLoader() {
        super("berth-boundary", getPlatformClassLoader());
        ModuleLayer boot = ModuleLayer.boot();
        Configuration found =
                boot.configuration().resolve(new BoundaryModule(), ModuleFinder.of(), Set.of(BoundaryModule.NAME));
        ModuleLayer.Controller made = ModuleLayer.defineModules(found, List.of(boot), any -> this);
        made.addReads(made.layer().findModule(BoundaryModule.NAME).orElseThrow(), ExtensionContext.class.getModule());
    }

    /** Returns the class that forwards calls of an interface. */
    Class<?> forwarder(Class<?> type) {
        try {
            return loadClass(BoundaryModule.made(type.getName()));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("needs an interface of the SDK or the JDK, found " + type.getName(), e);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(SDK)) {
            return Class.forName(name, false, BoundaryLoader.class.getClassLoader());
        } else if (name.startsWith(BoundaryModule.MADE)) {
            Class<?> type = loadClass(BoundaryModule.type(name));
            byte[] code = ForwarderCode.of(name, type);
            return defineClass(name, code, 0, code.length);
        }
        throw new ClassNotFoundException(name);
    }
}
