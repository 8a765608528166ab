/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.fake;

import dev.berth.host.ExtensionView;
import dev.berth.host.HostAssembly;
import dev.berth.host.HostBuilder;
import dev.berth.host.HostRuntime;
import dev.berth.host.HostStatus;
import dev.berth.host.Report;
import dev.berth.host.activation.Deadlines;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Origin;
import dev.berth.host.grant.PortSet;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.host.live.Caller;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A whole host over memory: real kernel, fake neighbours. What it keeps survives {@link #restart()}. */
public final class FakeHost implements AutoCloseable {
    public static final By ADA = new By("ada", "cli");
    public static final Caller USER = Caller.user("u1", "default");

    public final MemoryStore store = new MemoryStore();
    public final MemoryContents contents = new MemoryContents();
    public final FakeVerifier verifier = new FakeVerifier();
    public final FakeEngine engine = new FakeEngine();
    public final MemoryKeys keys = new MemoryKeys();
    public final MemoryMarks marks = new MemoryMarks();
    public final MovableClock clock = new MovableClock();
    private final UnaryOperator<HostBuilder> setUp;
    private HostRuntime host;

    public FakeHost() {
        this(builder -> builder);
    }

    public FakeHost(UnaryOperator<HostBuilder> setUp) {
        this.setUp = setUp;
        this.host = start();
    }

    private HostRuntime start() {
        HostAssembly assembly = config -> new HostAssembly.Parts(
                store.audit(),
                store.extensions(),
                store.natives(),
                store.transactor(),
                contents,
                store.grants(),
                store.permissions(),
                store.tokens(),
                store.namespaces(),
                store.backends(),
                keys,
                store.journal(),
                marks,
                verifier,
                engine,
                () -> new HostStatus.Database("none", "", "memory", !store.isRefusing()),
                () -> {});
        HostBuilder builder = HostRuntime.builder()
                .home(Path.of("no-such-folder"))
                .mode(RuntimeMode.DEVELOPMENT)
                .clock(clock)
                .deadlines(deadlines(Duration.ofSeconds(30)));
        return setUp.apply(builder).build(assembly).start();
    }

    /** Ample ones, with this much for each hook and call. */
    public static Deadlines deadlines(Duration each) {
        return deadlines(each, Duration.ofMillis(300));
    }

    /** The same, and how long a thread may go on that was interrupted. */
    public static Deadlines deadlines(Duration each, Duration stuck) {
        return new Deadlines(each, each, each, each, each, each, Duration.ofSeconds(30), stuck);
    }

    public FakeHost restart() {
        host.close();
        host = start();
        return this;
    }

    public HostRuntime runtime() {
        return host;
    }

    public Report run(Command command) {
        return host.apply(command, Optional.empty(), ADA);
    }

    /** Runs a command that must be refused; returns the code of its first problem. */
    public ProblemCode refused(Command command) {
        String before = store.snapshot();
        try {
            Report report = run(command);
            throw new AssertionError("Not refused: " + report.summary() + " " + report.outcomes());
        } catch (ProblemException e) {
            if (!store.snapshot().equals(before)) {
                throw new AssertionError("A refusal has written: " + e.getMessage(), e);
            }
            return e.problem().code();
        }
    }

    public Command.Source source(Manifests manifest, GrantChoice grant) {
        Path file = verifier.file(manifest.make());
        return new Command.Source(file, new Origin.File("x.jar"), "x.jar", grant, Set.of(Command.Consent.UNSIGNED));
    }

    public Command install(Manifests manifest) {
        return new Command.Install(source(manifest, new GrantChoice.All()));
    }

    public Command update(Manifests manifest) {
        return new Command.Update(source(manifest, new GrantChoice.All()));
    }

    public static PortSet ports(PortName... ports) {
        return PortSet.of(Arrays.asList(ports));
    }

    public ExtensionView view(String id) {
        return host.extension(ExtensionId.of(id)).summary();
    }

    public String state(String id) {
        return view(id).state();
    }

    public JsonObject call(String tool) {
        return host.callTool(tool, JsonObject.of(), USER);
    }

    public List<String> tools() {
        return host.tools(USER).stream().map(tool -> tool.name()).toList();
    }

    /** Registers a tool that answers with a text. */
    public static void tool(ExtensionContext ctx, String name, String answer) {
        ctx.mcp().registerTool(McpTool.of(name, "d", JsonObject.of("type", "object"), input -> answer));
    }

    @Override
    public void close() {
        host.close();
    }
}
