/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static dev.berth.suite.TestHost.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.berth.host.lifecycle.Command;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ENG-41, I8: what comes and goes leaves nothing. {@code -Dberth.soak} for the numbers of the rule. */
final class SoakIT {
    private static final boolean LONG = System.getProperty("berth.soak") != null;
    private static final int SWAPS = LONG ? 1_000 : 100;
    private static final int CYCLES = LONG ? 2_000 : 200;

    /** Until the JVM has made all that it makes once: accessors, lambdas, compiled code. */
    private static final int WARM = 50;

    @TempDir
    Path home;

    @Test
    void swapsLeaveNoLoaderNoHandleAndNoClass() {
        try (TestHost host = TestHost.start(home)) {
            host.install(Samples.HELLO);
            host.update(Samples.HELLO_NEXT);
            Traces before = warm(host);
            for (int i = 0; i < SWAPS; i++) {
                swap(host);
            }
            assertThat(host.seams().loaded()).isEqualTo(SWAPS + 2 + WARM);
            Collector.awaitLoaders(host.seams(), 1);
            before.assertNoMore(Traces.of());
        }
    }

    private static void swap(TestHost host) {
        host.apply(new Command.Rollback(HELLO));
        assertThat(host.call("hello_greet", "name", "Ada").string("greeting")).isPresent();
    }

    private static Traces warm(TestHost host) {
        for (int i = 0; i < WARM; i++) {
            swap(host);
        }
        Collector.awaitLoaders(host.seams(), 1);
        return Traces.of();
    }

    @Test
    void installsAndUninstallsLeaveNothing() {
        try (TestHost host = TestHost.start(home)) {
            for (int i = 0; i < WARM; i++) {
                cycle(host);
            }
            Collector.awaitLoaders(host.seams(), 0);
            Traces before = Traces.of();
            for (int i = 0; i < CYCLES; i++) {
                cycle(host);
            }
            Collector.awaitLoaders(host.seams(), 0);
            before.assertNoMore(Traces.of());
            assertThat(Footprint.of(host).files()).isEmpty();
            assertThat(host.runtime().extensions()).isEmpty();
            assertThat(host.runtime().grants()).isEmpty();
        }
    }

    private static void cycle(TestHost host) {
        host.install(Samples.HELLO);
        host.call("hello_greet", "name", "Ada", "greeting", "Salut");
        host.apply(new Command.Uninstall(HELLO));
    }

    /** What a process accumulates. */
    private record Traces(long handles, int classes, int threads) {
        static Traces of() {
            System.gc();
            long handles = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                    ? unix.getOpenFileDescriptorCount()
                    : 0;
            return new Traces(
                    handles,
                    ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                    ManagementFactory.getThreadMXBean().getThreadCount());
        }

        /** A few, since the JVM itself loads and opens as it goes; a leak would be one a round. */
        void assertNoMore(Traces after) {
            assertThat(after.handles).as("open files").isLessThan(handles + 20);
            assertThat(after.classes).as("loaded classes").isLessThan(classes + 60);
            assertThat(after.threads).as("threads").isLessThan(threads + 10);
        }
    }
}
