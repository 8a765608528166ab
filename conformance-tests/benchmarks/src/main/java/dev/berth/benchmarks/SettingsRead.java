/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks;

import dev.berth.host.live.Caller;
import dev.berth.host.port.access.CallScope;
import dev.berth.host.port.settings.SettingName;
import dev.berth.host.port.settings.Settings;
import dev.berth.host.port.settings.SettingsHandle;
import dev.berth.host.port.settings.SettingsStore;
import dev.berth.host.store.HostStore;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.SettingsPort;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** A setting as an extension reads it, through the port and its cache; and the same read from the database each time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SettingsRead {
    private static final int READS = 1_000;
    private static final String KEY = "mail.account";

    private final Path home;
    private final HostStore store;
    private final CallScope scope = new CallScope();
    private final SettingsPort port;

    /** Stores one setting in a new home. */
    public SettingsRead() {
        try {
            home = Files.createTempDirectory("berth-benchmark");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        store = HostStore.open(home, Optional.empty(), text -> {
            throw new IllegalStateException("No extension is stored here");
        });
        Settings settings = new Settings(store.backends().settings(), store.transactor());
        settings.put(
                new SettingName(BenchBinding.ID, "default", KEY),
                JsonObject.of("host", "mail.example.org", "port", 993, "folder", "INBOX"));
        port = new SettingsHandle(BenchBinding.of(scope, PortName.SETTINGS), settings);
    }

    /** Through the check, the call's organisation and the cache. */
    @Benchmark
    @OperationsPerInvocation(READS)
    public void cached(Blackhole sink) throws Exception {
        scope.within(Caller.user("ada", "default"), 0, false, () -> {
            for (int i = 0; i < READS; i++) {
                sink.consume(port.get(KEY));
            }
            return sink;
        });
    }

    /** One statement and one parse a read. */
    @Benchmark
    public Optional<JsonValue> uncached() {
        SettingsStore rows = store.backends().settings();
        return rows.get(BenchBinding.ID, "default", KEY).map(StrictJson::parse);
    }

    /** Leaves nothing behind. */
    @TearDown
    public void close() throws IOException {
        store.close();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
