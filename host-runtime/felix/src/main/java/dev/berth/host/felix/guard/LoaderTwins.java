/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.guard;

import dev.berth.host.felix.guard.Call.Twin;
import java.lang.StackWalker.StackFrame;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where class loaders come from: code gets its own, whatever it asks. */
final class LoaderTwins {
    /** Answers with the loader of who asks, where there is one. */
    static final Twin FOUND = LoaderTwins::found;

    static final Map<String, Twin> ALL = Map.ofEntries(
            Map.entry("java/lang/Class.getClassLoader", FOUND),
            Map.entry("java/lang/Module.getClassLoader", FOUND),
            Map.entry("java/security/ProtectionDomain.getClassLoader", FOUND),
            Map.entry("java/lang/Thread.getContextClassLoader", FOUND),
            Map.entry("java/lang/Thread.setContextClassLoader", LoaderTwins::setContext),
            Map.entry("java/lang/ClassLoader.getSystemClassLoader", LoaderTwins::own),
            Map.entry("java/lang/ClassLoader.getPlatformClassLoader", LoaderTwins::own),
            Map.entry("java/lang/ClassLoader.getParent", (call, arguments) -> null),
            Map.entry(
                    "java/lang/ClassLoader.getSystemResource",
                    (call, arguments) -> call.site().loader().getResource(name(arguments))),
            Map.entry(
                    "java/lang/ClassLoader.getSystemResourceAsStream",
                    (call, arguments) -> call.site().loader().getResourceAsStream(name(arguments))),
            Map.entry(
                    "java/lang/ClassLoader.getSystemResources",
                    (call, arguments) -> call.site().loader().getResources(name(arguments))),
            Map.entry("java/lang/Class.forName", LoaderTwins::forName),
            Map.entry("java/lang/Class.getResource", LoaderTwins::resource),
            Map.entry("java/lang/Class.getResourceAsStream", LoaderTwins::resource),
            Map.entry("java/lang/Class.getProtectionDomain", LoaderTwins::domain),
            Map.entry("java/util/ResourceBundle.getBundle", LoaderTwins::bundle),
            Map.entry("java/lang/invoke/MethodType.fromMethodDescriptorString", LoaderTwins::type),
            Map.entry("java/util/ServiceLoader.load", LoaderTwins::services),
            Map.entry("java/util/ServiceLoader.loadInstalled", Call::proceed),
            Map.entry("java/lang/StackWalker.walk", LoaderTwins::walk),
            Map.entry("java/lang/StackWalker.forEach", LoaderTwins::each),
            Map.entry("java/lang/StackWalker.getCallerClass", LoaderTwins::caller));

    private LoaderTwins() {}

    private static String name(@Nullable Object[] arguments) {
        return (String) Objects.requireNonNull(arguments[0]);
    }

    private static @Nullable Object found(Call call, @Nullable Object[] arguments) throws Throwable {
        return call.proceed(arguments) == null ? null : call.site().loader();
    }

    private static Object own(Call call, @Nullable Object[] arguments) {
        return call.site().loader();
    }

    private static @Nullable Object setContext(Call call, @Nullable Object[] arguments) throws Throwable {
        if (arguments[0] instanceof Thread thread
                && !thread.equals(Thread.currentThread())
                && thread.getState() != Thread.State.NEW) {
            throw call.site().never("set the context class loader of a thread of others");
        }
        return call.proceed(arguments);
    }

    private static @Nullable Object forName(Call call, @Nullable Object[] arguments) throws Throwable {
        if (arguments.length == 3) {
            arguments[2] = call.site().loader();
        } else if (arguments[0] instanceof Module) {
            return inModule(call, (String) Objects.requireNonNull(arguments[1]));
        }
        return call.proceed(arguments);
    }

    private static @Nullable Class<?> inModule(Call call, String name) {
        try {
            return Class.forName(name, false, call.site().loader());
        } catch (ClassNotFoundException none) {
            return null;
        }
    }

    /** What lies beside classes of the host is the host's. */
    private static @Nullable Object resource(Call call, @Nullable Object[] arguments) throws Throwable {
        Ground ground = call.site().ground((Class<?>) Objects.requireNonNull(arguments[0]));
        return ground == Ground.HIDDEN || ground == Ground.SHARED ? null : call.proceed(arguments);
    }

    private static @Nullable Object domain(Call call, @Nullable Object[] arguments) throws Throwable {
        Ground ground = call.site().ground((Class<?>) Objects.requireNonNull(arguments[0]));
        if (ground == Ground.HIDDEN || ground == Ground.SHARED) {
            throw call.site().never("see where classes of the host lie");
        }
        return call.proceed(arguments);
    }

    private static @Nullable Object bundle(Call call, @Nullable Object[] arguments) throws Throwable {
        for (int i = 1; i < arguments.length; i++) {
            if (arguments[i] instanceof ClassLoader) {
                arguments[i] = call.site().loader();
            } else if (arguments[i] instanceof Module module
                    && module != call.site().lookup().lookupClass().getModule()) {
                throw call.site().never("read resources of another module");
            }
        }
        return call.proceed(arguments);
    }

    private static @Nullable Object type(Call call, @Nullable Object[] arguments) throws Throwable {
        arguments[1] = call.site().loader();
        return call.proceed(arguments);
    }

    private static @Nullable Object services(Call call, @Nullable Object[] arguments) throws Throwable {
        Site site = call.site();
        if (arguments[0] instanceof ModuleLayer) {
            throw site.never("look for services in a module layer");
        } else if (arguments.length == 2) {
            arguments[1] = site.loader();
            return call.proceed(arguments);
        }
        return site.lookup()
                .findStatic(
                        ServiceLoader.class,
                        "load",
                        MethodType.methodType(ServiceLoader.class, Class.class, ClassLoader.class))
                .invoke(arguments[0], site.loader());
    }

    /** Those who look at the stack see their own classes, and what they may see otherwise. */
    @SuppressWarnings("unchecked")
    private static @Nullable Object walk(Call call, @Nullable Object[] arguments) throws Throwable {
        if (arguments[1] instanceof Function<?, ?> function) {
            Function<Stream<StackFrame>, Object> given = (Function<Stream<StackFrame>, Object>) function;
            arguments[1] = (Function<Stream<StackFrame>, Object>) frames -> given.apply(seen(call.site(), frames));
        }
        return call.proceed(arguments);
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Object each(Call call, @Nullable Object[] arguments) {
        Consumer<StackFrame> given = (Consumer<StackFrame>) Objects.requireNonNull(arguments[1]);
        walker(arguments).walk(frames -> {
            seen(call.site(), frames).forEach(given);
            return true;
        });
        return null;
    }

    private static Class<?> caller(Call call, @Nullable Object[] arguments) {
        Optional<Class<?>> caller = walker(arguments)
                .walk(frames -> seen(call.site(), frames)
                        .<Class<?>>map(StackFrame::getDeclaringClass)
                        .skip(1)
                        .findFirst());
        return caller.orElseThrow(() -> new IllegalCallerException("no caller that it may see"));
    }

    private static StackWalker walker(@Nullable Object[] arguments) {
        return (StackWalker) Objects.requireNonNull(arguments[0]);
    }

    private static Stream<StackFrame> seen(Site site, Stream<StackFrame> frames) {
        return frames.filter(frame -> {
            try {
                return site.ground(frame.getDeclaringClass()) != Ground.HIDDEN;
            } catch (UnsupportedOperationException namesOnly) {
                return true;
            }
        });
    }
}
