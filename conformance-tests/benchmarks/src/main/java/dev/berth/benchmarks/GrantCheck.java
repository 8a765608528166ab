/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks;

import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.CallScope;
import dev.berth.host.port.ambient.HostFacts;
import dev.berth.host.port.ambient.RuntimeHandle;
import dev.berth.host.port.boundary.Boundary;
import dev.berth.host.port.mcp.McpHandle;
import dev.berth.sdk.port.McpPort;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.RuntimePort;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.value.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The check in front of a port call: the same answer through a port that needs a grant, through an ambient one, and as an extension holds it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class GrantCheck {
    private final RuntimePort ambient;
    private final McpPort granted;
    private final McpPort handedOver;

    /** Grants one port. */
    public GrantCheck() {
        HostFacts facts = new HostFacts(
                RuntimeMode.PRODUCTION, Map.of(), Optional.of(URI.create("http://127.0.0.1:1")), List.of());
        Binding binding = BenchBinding.of(new CallScope(), PortName.MCP);
        ambient = new RuntimeHandle(binding, facts);
        granted = new McpHandle(binding, (view, name, input, caller, depth) -> JsonObject.of(), facts);
        handedOver = Boundary.of(McpPort.class, granted);
    }

    /** Without a check. */
    @Benchmark
    public Optional<URI> ambient() {
        return ambient.publicBaseUrl();
    }

    /** With a check. */
    @Benchmark
    public Optional<URI> granted() {
        return granted.publicBaseUrl();
    }

    /** With a check, through the object that an extension holds. */
    @Benchmark
    public Optional<URI> handedOver() {
        return handedOver.publicBaseUrl();
    }
}
