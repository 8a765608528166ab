/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit;

import dev.berth.manifest.unload.HeapPins;
import dev.berth.manifest.unload.LoaderPins;
import dev.berth.manifest.unload.Pin;
import dev.berth.sdk.Extension;
import dev.berth.sdk.problem.Problem;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Proves that nothing keeps an extension after {@code destroy} (ENG-41). What does keeps it in memory on a host, too, after each
 * update, until the host restarts.
 *
 * <pre>{@code
 * assertUnloads(TestHostContext.ofManifest(packageJson), MyExtension.class, host -> host.call("crm_find", input));
 * }</pre>
 */
public final class Unloading {
    private static final int ROUNDS = 60;
    private static final long PAUSE_MILLIS = 50;

    private Unloading() {}

    /**
     * Loads the classes of an extension once more, in a loader of their own; runs {@code config}, {@code register},
     * {@code bootstrap} and {@code destroy} as a host does; and waits up to three seconds until the loader is collected.
     *
     * @param host makes the context; it is built, and dropped before the wait
     * @param extension the entry class, with a public constructor without arguments; all classes of its class path entry are loaded
     *     anew
     * @throws AssertionError that names what holds the loader, and what to do about it; or why {@code destroy} failed
     * @throws dev.berth.sdk.problem.ProblemException if a hook is refused, as {@link TestHostContext#activate} throws it
     */
    public static void assertUnloads(TestHostBuilder host, Class<? extends Extension> extension) {
        assertUnloads(host, extension, context -> {});
    }

    /**
     * The same, with calls between {@code bootstrap} and {@code destroy}.
     *
     * @param use calls tools, actions and jobs; it must keep nothing that they hand out
     */
    public static void assertUnloads(
            TestHostBuilder host, Class<? extends Extension> extension, Consumer<TestHostContext> use) {
        WeakReference<ClassLoader> loader = run(host, extension, use);
        for (int round = 0; round < ROUNDS && !loader.refersTo(null); round++) {
            System.gc();
            pause();
        }
        Optional<List<Pin>> pins = Optional.ofNullable(loader.get()).map(LoaderPins::of);
        if (pins.isPresent()) {
            throw new AssertionError(held(extension.getName(), pins.get().isEmpty() ? path(loader) : pins.get()));
        }
    }

    private static WeakReference<ClassLoader> run(
            TestHostBuilder host, Class<? extends Extension> extension, Consumer<TestHostContext> use) {
        LoaderPins.forestall();
        ClassLoader loader = OwnLoader.of(extension);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            TestHostContext context = host.build();
            context.activate(OwnLoader.instance(loader, extension));
            use.accept(context);
            Optional<Problem> failed = context.deactivate();
            if (failed.isPresent()) {
                throw new AssertionError(failed.get().text());
            }
        } finally {
            thread.setContextClassLoader(before);
        }
        return new WeakReference<>(loader);
    }

    /** Looks through a dump of the heap, which takes a second or two, for what no detector sees. */
    private static List<Pin> path(WeakReference<ClassLoader> loader) {
        try {
            Path folder = Path.of(System.getProperty("java.io.tmpdir"));
            return HeapPins.of(List.of(loader), folder).get(0).stream().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String held(String name, List<Pin> pins) {
        String holders = pins.isEmpty()
                ? "something that no detector sees, such as a static field of a library; a heap dump tells"
                : pins.stream().map(Pin::what).collect(Collectors.joining("; "));
        String fixes = pins.stream().map(Pin::fix).distinct().collect(Collectors.joining(" "));
        return name + " needs to be let go of by everything after destroy; found: " + holders + ". " + fixes;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The test was interrupted while it waited for the loader to be collected", e);
        }
    }
}
