/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.sdk.Extension;
import dev.berth.sdk.ExtensionContext;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the constructor of an entry class made.
 *
 * @param hooks those that its class has of its own. What it inherits from the SDK does nothing, so it takes no thread and no deadline
 */
record Entry(Extension instance, Set<Hook> hooks) {
    /** A hook that a class may leave to the SDK. */
    @SuppressWarnings("ImmutableEnumChecker") // nobody else gets at the array
    enum Hook {
        CONFIG("config"),
        BOOTSTRAP("bootstrap", ExtensionContext.class),
        DESTROY("destroy", ExtensionContext.class);

        private final String method;
        private final Class<?>[] parameters;

        Hook(String method, Class<?>... parameters) {
            this.method = method;
            this.parameters = parameters;
        }

        private boolean isOwnOf(Class<?> type) {
            try {
                return type.getMethod(method, parameters).getDeclaringClass() != Extension.class;
            } catch (NoSuchMethodException | LinkageError unknown) {
                // Another public method of the class names a type that is not there.
                return true;
            }
        }
    }

    Entry {
        hooks = Set.copyOf(hooks);
    }

    /** Runs the constructor, on the thread that may. */
    static Entry construct(Class<?> type) throws ReflectiveOperationException {
        return new Entry(
                (Extension) type.getConstructor().newInstance(),
                Stream.of(Hook.values()).filter(hook -> hook.isOwnOf(type)).collect(Collectors.toSet()));
    }

    boolean has(Hook hook) {
        return hooks.contains(hook);
    }
}
