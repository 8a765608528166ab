/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import dev.berth.host.activation.BundleEngine.Bundle;
import dev.berth.host.activation.BundleEngine.Load;
import dev.berth.host.activation.BundleEngine.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Prints how long the engine takes, in a JVM of its own: a folder for packages, then how many to load. Not a test. */
final class EngineTimes {
    private EngineTimes() {}

    /** A first run in an empty folder builds the packages; a second one measures. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int count = Integer.parseInt(arguments[1]);
        long begin = System.nanoTime();
        FelixEngine engine = new FelixEngine(folder.resolve("engine"), Set.of());
        engine.start();
        long started = System.nanoTime();
        List<Request> requests = requests(folder, count);
        long ready = System.nanoTime();
        List<Load> loads = engine.load(requests, List.of());
        long loaded = System.nanoTime();
        List<Bundle> bundles = loads.stream().map(EngineFixture::loaded).toList();
        long listed = System.nanoTime();
        bundles.reversed().forEach(Bundle::unload);
        long unloaded = System.nanoTime();
        engine.close();
        System.out.printf(
                "start %d ms, load %d bundles %d ms, unload %d ms, close %d ms%n",
                millis(begin, started),
                count,
                millis(ready, loaded),
                millis(listed, unloaded),
                millis(unloaded, System.nanoTime()));
    }

    // A chain: each imports a package of the one before, and four of the SDK.
    private static List<Request> requests(Path folder, int count) throws IOException {
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ExtensionJar jar = ExtensionJar.of("@acme/n" + i + "-connector", "1.0.0")
                    .exports("com.acme.n" + i + ";version=\"1.0.0\";uses:=\"dev.berth.sdk,com.acme.n" + (i - 1) + "\"")
                    .imports("dev.berth.sdk,dev.berth.sdk.port,dev.berth.sdk.value,dev.berth.sdk.problem"
                            + (i == 0 ? "" : ",com.acme.n" + (i - 1)));
            requests.add(jar.at(folder.resolve("n" + i)).request());
        }
        return requests;
    }

    private static long millis(long from, long to) {
        return (to - from) / 1_000_000;
    }
}
