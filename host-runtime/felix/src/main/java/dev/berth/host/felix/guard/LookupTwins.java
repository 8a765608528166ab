/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.guard;

import dev.berth.host.felix.guard.Call.Twin;
import dev.berth.host.permission.Demand;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Member;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Method handles that are looked up at run time: they are guarded when they are found, and carry their guard wherever they go. */
final class LookupTwins {
    static final Map<String, Twin> ALL = all();

    private static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup.";

    private LookupTwins() {}

    private static Map<String, Twin> all() {
        Map<String, Twin> all = new HashMap<>();
        for (String method : new String[] {
            "findStatic",
            "findVirtual",
            "findSpecial",
            "findConstructor",
            "unreflect",
            "unreflectSpecial",
            "unreflectConstructor"
        }) {
            all.put(LOOKUP + method, LookupTwins::find);
        }
        for (String field : new String[] {
            "findGetter",
            "findSetter",
            "findStaticGetter",
            "findStaticSetter",
            "findVarHandle",
            "findStaticVarHandle",
            "unreflectGetter",
            "unreflectSetter",
            "unreflectVarHandle"
        }) {
            all.put(LOOKUP + field, LookupTwins::findField);
        }
        all.put(LOOKUP + "findClass", LookupTwins::findClass);
        all.put(LOOKUP + "bind", LookupTwins::bind);
        all.put("java/lang/invoke/MethodHandles.privateLookupIn", LookupTwins::enter);
        return Map.copyOf(all);
    }

    private static @Nullable Object findField(Call call, @Nullable Object[] arguments) throws Throwable {
        for (Object argument : arguments) {
            if (argument instanceof Class<?> type && call.site().ground(type) == Ground.HIDDEN) {
                throw ReflectionTwins.hidden(call.site(), type);
            } else if (argument instanceof Member member) {
                ReflectionTwins.refuseHidden(call.site(), member);
            }
        }
        return call.proceed(arguments);
    }

    @SuppressWarnings("ReferenceEquality") // what needs no guard comes back as it is
    private static @Nullable Object find(Call call, @Nullable Object[] arguments) throws Throwable {
        MethodHandle found = (MethodHandle) Objects.requireNonNull(findField(call, arguments));
        MethodHandle guarded = Link.of(call.site().lookup(), finder(arguments), found);
        return found.isVarargsCollector() && guarded != found
                ? guarded.asVarargsCollector(found.type().lastParameterType())
                : guarded;
    }

    private static @Nullable Object findClass(Call call, @Nullable Object[] arguments) throws Throwable {
        Object found = call.proceed(arguments);
        if (found instanceof Class<?> type && call.site().ground(type) == Ground.HIDDEN) {
            throw ReflectionTwins.hidden(call.site(), type);
        }
        return found;
    }

    private static Lookup finder(@Nullable Object[] arguments) {
        return (Lookup) Objects.requireNonNull(arguments[0]);
    }

    private static @Nullable Object bind(Call call, @Nullable Object[] arguments) throws Throwable {
        Object receiver = Objects.requireNonNull(arguments[1]);
        if (call.site().ground(receiver.getClass()) == Ground.HIDDEN) {
            throw ReflectionTwins.hidden(call.site(), receiver.getClass());
        }
        Lookup finder = finder(arguments);
        MethodHandle found =
                finder.findVirtual(receiver.getClass(), (String) Objects.requireNonNull(arguments[2]), (MethodType)
                        Objects.requireNonNull(arguments[3]));
        return Link.of(call.site().lookup(), finder, found).bindTo(receiver);
    }

    private static @Nullable Object enter(Call call, @Nullable Object[] arguments) throws Throwable {
        Class<?> target = (Class<?>) Objects.requireNonNull(arguments[0]);
        switch (call.site().ground(target)) {
            case OWN -> {}
            case HIDDEN -> throw ReflectionTwins.hidden(call.site(), target);
            case PLATFORM, OTHER, SHARED -> call.site().demand(new Demand.DeepReflection(target.getName()));
        }
        return call.proceed(arguments);
    }
}
