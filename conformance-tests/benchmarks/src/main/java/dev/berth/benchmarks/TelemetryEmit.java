/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks;

import dev.berth.host.live.Caller;
import dev.berth.host.meter.Meters;
import dev.berth.host.port.access.CallScope;
import dev.berth.host.port.boundary.Boundary;
import dev.berth.host.port.telemetry.TelemetryHandle;
import dev.berth.host.port.telemetry.Usage;
import dev.berth.host.port.telemetry.UsageRow;
import dev.berth.host.port.telemetry.UsageStore;
import dev.berth.host.port.telemetry.UsageTotal;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.TelemetryPort;
import dev.berth.sdk.port.UsageEvent.ServiceUsage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A usage event as an extension emits it, while the store takes what it gets and while it takes nothing at all (PORT-107). */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TelemetryEmit {
    private static final int EVENTS = 1_000;
    private static final ServiceUsage EVENT =
            new ServiceUsage("search", Instant.EPOCH, "key-1", "web", 1, 10, OptionalDouble.empty());

    /** Whether the store stands still. */
    @Param({"false", "true"})
    public boolean stalled;

    private final CallScope scope = new CallScope();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Usage usage = new Usage(new Sink(), new Meters());
    private final TelemetryPort port =
            Boundary.of(TelemetryPort.class, new TelemetryHandle(BenchBinding.of(scope, PortName.TELEMETRY), usage));

    /** Through the check, the rules for events and the queue. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public TelemetryPort emit() throws Exception {
        return scope.within(Caller.user("ada", "default"), 0, false, () -> {
            for (int i = 0; i < EVENTS; i++) {
                port.emitUsage(EVENT);
            }
            return port;
        });
    }

    /** Lets the writer go. */
    @TearDown
    public void close() {
        end.countDown();
        usage.close();
    }

    /** Keeps nothing. */
    private final class Sink implements UsageStore {
        @Override
        public void add(List<UsageRow> rows) {
            if (stalled) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public List<UsageTotal> totals(Optional<String> organization) {
            return List.of();
        }
    }
}
