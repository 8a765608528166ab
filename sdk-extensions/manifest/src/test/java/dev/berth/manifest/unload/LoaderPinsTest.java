/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoaderPinsTest {
    @SuppressWarnings("unchecked")
    private static Runnable leave(ClassLoader loader, String way) throws ReflectiveOperationException {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        current.setContextClassLoader(loader);
        try {
            return ((Function<String, Runnable>) loader.loadClass(Leak.class.getName())
                            .getConstructor()
                            .newInstance())
                    .apply(way);
        } finally {
            current.setContextClassLoader(before);
        }
    }

    private static void awaitFree(WeakReference<ClassLoader> loader) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    System.gc();
                    return loader.refersTo(null);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "thread, thread, is a dev.berth.manifest.unload.Leak$Poller",
        "target, thread, runs dev.berth.manifest.unload.Leak$Waiting.run",
        "timer, thread, 'the thread \"old timer\" was started by it'",
        "executor, thread, 'the thread \"old pool\" was started by it'",
        "handler, thread, has an uncaught handler of dev.berth.manifest.unload.Leak$OwnUncaught",
        "driver, jdbc-driver, dev.berth.manifest.unload.Leak$OwnDriver",
        "mbean, mbean, dev.berth.leak:type=Own",
        "log, log-handler, 'the logger \"dev.berth.leak\" is a dev.berth.manifest.unload.Leak$OwnHandler'",
        "filter, log-handler, java.util.logging.ConsoleHandler",
        "provider, security-provider, 'the security provider \"leak\"'",
        "uncaught, uncaught-handler, dev.berth.manifest.unload.Leak$OwnUncaught"
    })
    @DisplayName("ENG-40: what holds a loader is found and named; when it is mended the loader is free")
    void found(String way, String detector, String named) throws Exception {
        ClassLoader loader = new Below();
        Runnable mend = leave(loader, way);
        await().dontCatchUncaughtExceptions()
                .untilAsserted(() -> assertThat(LoaderPins.of(loader))
                        .singleElement()
                        .satisfies(pin -> {
                            assertThat(pin.detector()).isEqualTo(detector);
                            assertThat(pin.what()).contains(named);
                            assertThat(pin.fix()).endsWith(".");
                        }));
        mend.run();
        LoaderPins.clean(loader);
        await().dontCatchUncaughtExceptions()
                .untilAsserted(() -> assertThat(LoaderPins.of(loader)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"driver", "mbean", "log", "filter"})
    @DisplayName("ENG-40: drivers, MBeans and log handlers are taken away, and the loader is free")
    void cleaned(String way) throws Exception {
        WeakReference<ClassLoader> left = new WeakReference<>(cleanedLoader(way));
        awaitFree(left);
    }

    @ParameterizedTest
    @ValueSource(strings = "timeout")
    @DisplayName("ENG-40: what the JDK keeps for all code keeps no loader of who used it and left nothing behind")
    void common(String way) throws Exception {
        awaitFree(new WeakReference<>(user(way)));
    }

    private static ClassLoader user(String way) throws Exception {
        LoaderPins.forestall();
        ClassLoader loader = new Below();
        leave(loader, way).run();
        assertThat(LoaderPins.of(loader)).isEmpty();
        return loader;
    }

    private static ClassLoader cleanedLoader(String way) throws Exception {
        ClassLoader loader = new Below();
        leave(loader, way);
        List<Pin> gone = LoaderPins.clean(loader);
        assertThat(gone).hasSize(1);
        assertThat(LoaderPins.clean(loader)).isEmpty();
        assertThat(LoaderPins.of(loader)).isEmpty();
        return loader;
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing"})
    @DisplayName("ENG-40: one that leaves nothing behind has no pins, and others are not blamed")
    void nothing(String way) throws Exception {
        ClassLoader other = new Below();
        Runnable mend = leave(other, "executor");
        ClassLoader loader = new Below();
        leave(loader, way);
        assertThat(LoaderPins.of(loader)).isEmpty();
        mend.run();
    }
}
