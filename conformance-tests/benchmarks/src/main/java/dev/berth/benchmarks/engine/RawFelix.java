/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks.engine;

import dev.berth.sdk.Extension;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.McpPort;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.value.SdkAbi;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.framework.Felix;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Felix as a program without Berth would use it: bundles installed from files into its own cache, resolved in one call, started, and
 * the entry class of each made an instance, which registers its tool. A cache that is there already is used.
 */
final class RawFelix implements AutoCloseable {
    private static final long STOP_MILLIS = 30_000;

    private final Felix felix;
    private final List<Extension> entries = new ArrayList<>();
    private final Map<String, McpTool> tools = new HashMap<>();
    private final McpPort mcp =
            answering(McpPort.class, call -> tools.put(((McpTool) call[0]).name(), (McpTool) call[0]));
    private final ExtensionContext context = answering(ExtensionContext.class, call -> mcp);

    private RawFelix(Felix felix) {
        this.felix = felix;
    }

    static RawFelix start(Path cache, List<Path> files) throws BundleException, IOException {
        String sdk = Stream.of("", ".capability", ".port", ".problem", ".value")
                .map(name -> "dev.berth.sdk" + name + ";version=\"" + SdkAbi.VERSION + "\"")
                .collect(Collectors.joining(","));
        RawFelix raw = new RawFelix(new Felix(
                Map.of(Constants.FRAMEWORK_STORAGE, cache.toString(), Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, sdk)));
        raw.felix.start();
        raw.bringUp(files);
        return raw;
    }

    private void bringUp(List<Path> files) throws BundleException, IOException {
        BundleContext framework = felix.getBundleContext();
        List<Bundle> bundles = new ArrayList<>();
        for (Path file : files) {
            bundles.add(install(framework, file));
        }
        felix.adapt(FrameworkWiring.class).resolveBundles(bundles);
        for (int number = 0; number < bundles.size(); number++) {
            bundles.get(number).start();
            try {
                Extension entry = (Extension) bundles.get(number)
                        .loadClass(Many.entry(number))
                        .getConstructor()
                        .newInstance();
                entry.register(context);
                entries.add(entry);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(files.get(number) + " does not come up in plain Felix", e);
            }
        }
    }

    /** A port that does one thing. */
    private static <T> T answering(Class<T> type, Function<Object[], @Nullable Object> answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer.apply(arguments)));
    }

    private static Bundle install(BundleContext context, Path file) throws BundleException, IOException {
        String location = file.toUri().toString();
        Bundle known = context.getBundle(location);
        if (known != null) {
            return known;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return context.installBundle(location, in);
        }
    }

    /** Returns how many run, each with its tool. */
    int size() {
        return tools.size();
    }

    @Override
    public void close() throws BundleException {
        felix.stop();
        try {
            felix.waitForStop(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
