/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.boundary;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.Optional;
import java.util.Set;

/**
 * The module of what is handed over. It has one package, since a class of any other would be of no module and open to all; and it
 * exports that, but does not open it.
 */
final class BoundaryModule implements ModuleFinder {
    static final String NAME = "berth.boundary";

    /** How the names of its classes begin. */
    static final String MADE = NAME + ".";

    /** What a name in Java cannot have, so that there is a way back. */
    private static final char DOT = '-';

    private final ModuleReference reference =
            new ModuleReference(ModuleDescriptor.newModule(NAME).exports(NAME).build(), null) {
                @Override
                public ModuleReader open() {
                    throw new IllegalStateException("The module " + NAME + " has no file");
                }
            };

    /** Returns the name of the class that forwards calls of an interface. */
    static String made(String type) {
        return MADE + type.replace('.', DOT);
    }

    /** Returns the name of the interface of a class that was made. */
    static String type(String made) {
        return made.substring(MADE.length()).replace(DOT, '.');
    }

    @Override
    public Optional<ModuleReference> find(String name) {
        return name.equals(NAME) ? Optional.of(reference) : Optional.empty();
    }

    @Override
    public Set<ModuleReference> findAll() {
        return Set.of(reference);
    }
}
