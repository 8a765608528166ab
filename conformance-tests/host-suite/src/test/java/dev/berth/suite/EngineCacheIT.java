/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static dev.berth.suite.TestHost.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.felix.framework.Felix;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.BundleReference;
import org.osgi.framework.Constants;

/** A cache that plain Felix would believe is not read, and what is verified runs (ENG-5). */
final class EngineCacheIT {
    @TempDir
    Path temp;

    /** Starts plain Felix on a cache; returns it running. */
    private static Felix plain(Path cache) throws BundleException {
        Felix felix = new Felix(Map.of(Constants.FRAMEWORK_STORAGE, cache.toString()));
        felix.start();
        return felix;
    }

    private static String location(@Nullable ClassLoader loader) {
        assertThat(loader).isInstanceOf(BundleReference.class);
        return ((BundleReference) loader).getBundle().getLocation();
    }

    private static void stop(Felix felix) throws BundleException, InterruptedException {
        felix.stop();
        felix.waitForStop(10_000);
    }

    @Test
    @DisplayName(
            "LIFE-S13, LIFE-52, ENG-5, T14, TRUST-125, TRUST-126: a cache that holds another bundle of the same location is wiped; the"
                    + " verified content runs")
    void stale() throws Exception {
        Path home = temp.resolve("home");
        Path cache = home.resolve("engine/felix");
        String location;
        try (TestHost host = TestHost.start(home)) {
            host.install(Samples.HELLO);
            location = location(host.seams().loaders().getLast().get());
        }
        Felix other = plain(cache);
        try (InputStream next = Files.newInputStream(Samples.HELLO_NEXT)) {
            other.getBundleContext().installBundle(location, next);
        }
        stop(other);
        Felix believing = plain(cache);
        assertThat(believing.getBundleContext().getBundle(location))
                .extracting(Bundle::getVersion)
                .hasToString("1.1.0");
        stop(believing);

        try (TestHost host = TestHost.start(home)) {
            assertThat(host.version(HELLO)).isEqualTo("1.0.0");
            assertThat(host.call("hello_greet", "name", "Ada").toString()).contains("1.0.0");
            assertThat(cache.resolve("bundle1")).doesNotExist();
            Collector.awaitLoaders(host.seams(), 1);
        }
    }
}
