/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.actions;

import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.ExtensionId;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The table. It is read from the SDK, so that a method added later is in it. */
public final class PortActions {
    private PortActions() {}

    /** Returns every method of every port with arguments that fit, port by port, as this extension would call it. */
    public static List<PortAction> all(ExtensionId self) {
        List<PortAction> all = new ArrayList<>();
        for (PortName port : PortName.values()) {
            Arrays.stream(type(port).getMethods())
                    .filter(method -> !Modifier.isStatic(method.getModifiers()))
                    .map(method -> PortAction.good(port, method, self))
                    .sorted(Comparator.comparing(PortAction::text))
                    .forEach(all::add);
        }
        return List.copyOf(all);
    }

    /** Returns the same methods with one argument each that does not fit, or may not. */
    public static List<PortAction> bad(ExtensionId self) {
        List<PortAction> bad = new ArrayList<>();
        for (PortAction good : all(self)) {
            for (int i = 0; i < good.arguments().size(); i++) {
                int index = i;
                BadArguments.of(good.method().getParameters()[i], self)
                        .forEach((what, argument) -> bad.add(good.with(index, what, argument)));
            }
        }
        return List.copyOf(bad);
    }

    /** Returns the classes of this package, to be packed into an extension. */
    public static List<Class<?>> classes() {
        return List.of(
                PortActions.class,
                PortAction.class,
                PortAction.Argument.class,
                RequestBarrier.class,
                GoodArguments.class,
                BadArguments.class,
                Shapes.class,
                PortDriver.class);
    }

    private static Class<?> type(PortName port) {
        try {
            Method accessor = ExtensionContext.class.getMethod(port.toString());
            return accessor.getReturnType();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("The context has no accessor for " + port, e);
        }
    }
}
