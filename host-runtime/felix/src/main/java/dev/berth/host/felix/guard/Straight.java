/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.guard;

import dev.berth.host.permission.Demand;
import dev.berth.manifest.authority.Reach;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Guards without an array between, for members that are called all the time and whose one argument or answer is all there is to it. */
final class Straight {
    private static final MethodHandle VARIABLE;
    private static final MethodHandle LOADER;

    static {
        MethodHandles.Lookup own = MethodHandles.lookup();
        try {
            VARIABLE = own.findStatic(
                    Straight.class, "variable", MethodType.methodType(String.class, Site.class, String.class));
            LOADER = own.findStatic(
                    Straight.class, "loader", MethodType.methodType(ClassLoader.class, Site.class, ClassLoader.class));
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private Straight() {}

    /** Returns the guarded member; nothing if it is none of these. */
    static Optional<MethodHandle> of(Call call, MethodHandle target) {
        MethodType shape = target.type();
        if (call.row().reach() == Reach.VARIABLE && shape.parameterList().equals(List.of(String.class))) {
            return Optional.of(MethodHandles.filterArguments(target, 0, VARIABLE.bindTo(call.site())));
        } else if (call.twin().filter(LoaderTwins.FOUND::equals).isPresent()
                && shape.returnType() == ClassLoader.class) {
            return Optional.of(MethodHandles.filterReturnValue(target, LOADER.bindTo(call.site())));
        }
        return Optional.empty();
    }

    @SuppressWarnings("UnusedMethod") // found by its name
    private static String variable(Site site, String name) {
        site.demand(new Demand.ReadVariable(String.valueOf(name)));
        return name;
    }

    @SuppressWarnings("UnusedMethod") // found by its name
    private static @Nullable ClassLoader loader(Site site, @Nullable ClassLoader found) {
        return found == null ? null : site.loader();
    }
}
