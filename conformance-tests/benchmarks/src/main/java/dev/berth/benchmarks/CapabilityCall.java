/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks;

import dev.berth.host.live.CallGate;
import dev.berth.host.live.Caller;
import dev.berth.host.live.Contribution.Provider;
import dev.berth.host.live.LiveRegistry;
import dev.berth.host.live.LiveView;
import dev.berth.host.live.Owner;
import dev.berth.host.port.access.CallScope;
import dev.berth.host.port.capabilities.ProviderProxy;
import dev.berth.manifest.SemVer;
import dev.berth.sdk.value.ExtensionId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** A call of one extension by another: direct, through the live set and gate, and as OSGi does it with a look-up a call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CapabilityCall {
    /** The contract. */
    public interface Counter {
        /** Adds one. */
        int next(int value);
    }

    /** A provider. */
    static final class Plus implements Counter {
        @Override
        public int next(int value) {
            return value + 1;
        }
    }

    /** A second one, so that the direct call is not inlined away by there being one implementation. */
    static final class Minus implements Counter {
        @Override
        public int next(int value) {
            return value - 1;
        }
    }

    private final Counter direct = new Plus();
    private final Counter other = new Minus();
    private Counter berth = new Plus();
    private final Framework framework = ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(Map.of(
                    "org.osgi.framework.storage",
                    "target/benchmark-felix",
                    "org.osgi.framework.storage.clean",
                    "onFirstInit"));
    private int value;

    /** Registers one provider with each. */
    @Setup
    public void start() throws BundleException {
        ExtensionId id = ExtensionId.of("@bench/counter-connector");
        Owner owner = new Owner(id, SemVer.ZERO, 1, Plus.class.getClassLoader(), new CallGate());
        LiveRegistry live = new LiveRegistry(Clock.systemUTC());
        live.swap("start", set -> set.with(id, List.of(new Provider(owner, "count", SemVer.ZERO, new Plus()))));
        berth = ProviderProxy.best("count", Counter.class, LiveView.live(live), new CallScope(), Caller.NOBODY);
        framework.start();
        framework.getBundleContext().registerService(Counter.class, new Plus(), null);
        value = direct.next(other.next(0));
    }

    /** Stops the framework. */
    @TearDown
    public void stop() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(10_000);
    }

    /** The floor: an interface call. */
    @Benchmark
    public int direct() {
        return direct.next(value);
    }

    /** Through the proxy: live set, gate, provider. */
    @Benchmark
    public int berth() {
        return berth.next(value);
    }

    /** The same from two threads at once. */
    @Benchmark
    @Threads(2)
    public int berthTwoThreads() {
        return berth.next(value);
    }

    /** OSGi's registry: find the service, get it, call it, give it back. */
    @Benchmark
    public int osgiLookup() {
        BundleContext context = framework.getBundleContext();
        ServiceReference<Counter> reference = context.getServiceReference(Counter.class);
        try {
            return context.getService(reference).next(value);
        } finally {
            context.ungetService(reference);
        }
    }
}
