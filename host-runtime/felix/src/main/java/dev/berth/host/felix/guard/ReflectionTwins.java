/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.guard;

import dev.berth.host.felix.guard.Call.Twin;
import dev.berth.host.felix.weave.Sinks;
import dev.berth.host.permission.Demand;
import dev.berth.manifest.authority.JdkAuthority.Row;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls by name: of a member of the table they are as guarded as a call of it, of a class of the host they are refused. */
final class ReflectionTwins {
    static final Map<String, Twin> ALL = all();

    private ReflectionTwins() {}

    private static Map<String, Twin> all() {
        Map<String, Twin> all = new HashMap<>();
        all.put("java/lang/reflect/Method.invoke", ReflectionTwins::invoke);
        all.put("java/lang/reflect/Constructor.newInstance", ReflectionTwins::make);
        all.put("java/lang/Class.newInstance", ReflectionTwins::makePlainly);
        for (String access : new String[] {"get", "set"}) {
            for (String kind :
                    new String[] {"", "Boolean", "Byte", "Char", "Short", "Int", "Long", "Float", "Double"}) {
                all.put("java/lang/reflect/Field." + access + kind, ReflectionTwins::field);
            }
        }
        for (String type : new String[] {"AccessibleObject", "Field", "Method", "Constructor"}) {
            all.put("java/lang/reflect/" + type + ".setAccessible", ReflectionTwins::open);
            all.put("java/lang/reflect/" + type + ".trySetAccessible", ReflectionTwins::tryToOpen);
        }
        return Map.copyOf(all);
    }

    private static @Nullable Object invoke(Call call, @Nullable Object[] arguments) throws Throwable {
        if (!(arguments[0] instanceof Method method)) {
            return call.proceed(arguments);
        }
        Site site = call.site();
        refuseHidden(site, method);
        if (!Sinks.isNamed(method.getDeclaringClass(), method.getName())
                || Link.row(method.getDeclaringClass(), method.getName(), type(method))
                        .isEmpty()) {
            return call.proceed(arguments);
        }
        MethodHandle guarded =
                Link.of(site.lookup(), site.lookup().unreflect(method)).asFixedArity();
        try {
            return guarded.invokeWithArguments(withReceiver(method, arguments));
        } catch (Throwable thrown) { // a reflective call wraps whatever its target throws
            throw new InvocationTargetException(thrown);
        }
    }

    private static @Nullable Object[] withReceiver(Method method, @Nullable Object[] arguments) {
        @Nullable Object[] given = arguments[2] instanceof Object[] all ? all : new Object[0];
        if (Modifier.isStatic(method.getModifiers())) {
            return given.clone();
        }
        @Nullable Object[] all = new @Nullable Object[given.length + 1];
        all[0] = arguments[1];
        System.arraycopy(given, 0, all, 1, given.length);
        return all;
    }

    private static @Nullable Object make(Call call, @Nullable Object[] arguments) throws Throwable {
        if (arguments[0] instanceof Constructor<?> constructor) {
            refuseHidden(call.site(), constructor);
            Class<?> type = constructor.getDeclaringClass();
            @Nullable Object[] given = arguments[1] instanceof Object[] all ? all.clone() : new Object[0];
            arguments[1] = checked(call.site(), type, type(constructor), given);
        }
        return call.proceed(arguments);
    }

    private static @Nullable Object makePlainly(Call call, @Nullable Object[] arguments) throws Throwable {
        Class<?> type = (Class<?>) Objects.requireNonNull(arguments[0]);
        if (call.site().ground(type) == Ground.HIDDEN) {
            throw hidden(call.site(), type);
        }
        checked(call.site(), type, MethodType.methodType(void.class), new Object[0]);
        return call.proceed(arguments);
    }

    private static @Nullable Object[] checked(Site site, Class<?> type, MethodType shape, @Nullable Object[] given)
            throws Throwable {
        Optional<Row> row = Link.row(type, "<init>", shape);
        try {
            return row.isEmpty()
                    ? given
                    : Call.of(site, row.get(), type, "<init>").checked(given);
        } catch (SecurityException denied) {
            throw new InvocationTargetException(denied);
        }
    }

    private static @Nullable Object field(Call call, @Nullable Object[] arguments) throws Throwable {
        if (arguments[0] instanceof Field field) {
            refuseHidden(call.site(), field);
        }
        return call.proceed(arguments);
    }

    private static @Nullable Object open(Call call, @Nullable Object[] arguments) throws Throwable {
        if (Boolean.TRUE.equals(arguments[1])) {
            @Nullable Object opened = arguments[0];
            // The static one takes many; they must not change meanwhile.
            @Nullable
            Object[] all = opened instanceof AccessibleObject[] many ? many.clone() : new @Nullable Object[] {opened};
            arguments[0] = opened instanceof AccessibleObject[] ? all : opened;
            for (Object one : all) {
                demand(call.site(), one);
            }
        }
        return call.proceed(arguments);
    }

    private static @Nullable Object tryToOpen(Call call, @Nullable Object[] arguments) throws Throwable {
        try {
            demand(call.site(), arguments[0]);
        } catch (SecurityException denied) {
            return false;
        }
        return call.proceed(arguments);
    }

    private static void demand(Site site, @Nullable Object opened) {
        if (opened instanceof Member member) {
            switch (site.ground(member.getDeclaringClass())) {
                case OWN -> {}
                case HIDDEN -> throw hidden(site, member.getDeclaringClass());
                case PLATFORM, OTHER, SHARED -> {
                    if (!isOpen(member)) {
                        site.demand(new Demand.DeepReflection(member.toString()));
                    }
                }
            }
        }
    }

    private static boolean isOpen(Member member) {
        Class<?> type = member.getDeclaringClass();
        return Modifier.isPublic(member.getModifiers())
                && Modifier.isPublic(type.getModifiers())
                && type.getModule().isExported(type.getPackageName());
    }

    static void refuseHidden(Site site, Member member) {
        if (site.ground(member.getDeclaringClass()) == Ground.HIDDEN) {
            throw hidden(site, member.getDeclaringClass());
        }
    }

    static SecurityException hidden(Site site, Class<?> type) {
        return site.never("reach " + type.getName() + ", which nothing shows to it");
    }

    private static MethodType type(Executable executable) {
        Class<?> result = executable instanceof Method method ? method.getReturnType() : void.class;
        return MethodType.methodType(result, executable.getParameterTypes());
    }
}
