/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks.engine;

import dev.berth.sdk.value.SdkAbi;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Felix as a program without Berth would use it: bundles installed from files into its own cache, resolved in one call, started, and
 * the entry class of each made an instance. A cache that is there already is used.
 */
final class RawFelix implements AutoCloseable {
    private static final long STOP_MILLIS = 30_000;

    private final Felix felix;
    private final List<Object> entries = new ArrayList<>();

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
        BundleContext context = felix.getBundleContext();
        List<Bundle> bundles = new ArrayList<>();
        for (Path file : files) {
            bundles.add(install(context, file));
        }
        felix.adapt(FrameworkWiring.class).resolveBundles(bundles);
        for (int number = 0; number < bundles.size(); number++) {
            bundles.get(number).start();
            try {
                entries.add(bundles.get(number)
                        .loadClass(Many.entry(number))
                        .getConstructor()
                        .newInstance());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(files.get(number) + " does not come up in plain Felix", e);
            }
        }
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

    /** Returns how many run. */
    int size() {
        return entries.size();
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
