/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.manifest.port.PortProblems;
import dev.berth.manifest.port.Ungranted;
import dev.berth.sdk.CallContext;
import dev.berth.sdk.Extension;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.Actor;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.Registration;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.testkit.memory.Calls.Frame;
import dev.berth.sdk.testkit.memory.Memory.Row;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;

/** One extension's side of a host, in memory. Safe for several threads; hooks and jobs are run by one. */
public final class MemoryHost {
    final Setup setup;
    final PortProblems problems;
    final Access access;
    final Calls calls;
    final HookBarrier barrier;
    final MemoryTools tools;
    private final Hooks hooks;
    private final MemoryJobs jobs;
    private final Map<PortName, Object> targets = new EnumMap<>(PortName.class);
    private final Map<PortName, Object> handles = new EnumMap<>(PortName.class);
    private final List<String> log = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final Set<String> unmet = new LinkedHashSet<>();
    private int dropped;
    private Memory memory = new Memory();
    private volatile boolean registering;

    /** @param overrides what stands behind a port in place of what is here */
    public MemoryHost(Setup setup, Map<PortName, Object> overrides) {
        this.setup = setup;
        this.problems = new PortProblems(setup.id(), setup.subject());
        this.access = new Access(problems, setup.inert());
        Caller inert = new Caller(Optional.empty(), Optional.of("probe-org"), Optional.empty());
        this.calls = setup.inert() ? new Calls(inert, inert) : new Calls(Caller.of(setup.actor()), Caller.NOBODY);
        this.barrier = new HookBarrier(calls);
        this.tools = new MemoryTools(this);
        this.jobs = new MemoryJobs(this);
        this.hooks = new Hooks(this);
        targets.putAll(overrides);
    }

    /** Returns the handle of a port; always the same one. */
    public <T> T port(PortName port, Class<T> type) {
        synchronized (handles) {
            return type.cast(handles.computeIfAbsent(port, name -> {
                Object target = targets.computeIfAbsent(name, this::target);
                return Guard.of(access, name, type, type.cast(target));
            }));
        }
    }

    private Object target(PortName port) {
        return switch (port) {
            case DB -> new MemoryDb();
            case SETTINGS -> new MemorySettings(this);
            case SECRETS -> new MemorySecrets(this);
            case NANGO -> new MemoryNango(this);
            case AUTH_SESSION -> new MemoryAuthSession(this);
            case MCP -> new MemoryMcp(this);
            case OBJECTS -> new MemoryObjects(this);
            case JOBS -> jobs;
            case NOTIFICATIONS -> new MemoryNotifications(this);
            case UI -> new MemoryUi(this);
            case LOGGER -> new MemoryLogger(this);
            case RUNTIME -> new MemoryRuntime(this);
            case CAPABILITIES -> new MemoryCapabilities(this);
            case TELEMETRY -> new MemoryTelemetry(this);
        };
    }

    /** Decides about ports; empty grants them. What came through a port that is taken back is withdrawn (PORT-53). */
    public void decide(Collection<PortName> ports, Optional<Ungranted> state) {
        for (PortName port : ports) {
            access.set(port, state);
            if (state.isPresent()) {
                with(held -> held.contributions.removeIf(
                        one -> one.owner().equals(setup.id()) && one.channel().via() == port));
            }
        }
    }

    /** Returns what is behind a text of a call that runs on this thread. */
    public CallContext capture() {
        return calls.capture();
    }

    /** Runs work as a call of an actor. */
    public <T> T call(Actor actor, Callable<T> work) throws Exception {
        return calls.within(new Frame(Caller.of(actor), 0, false), work);
    }

    /** Calls a tool, of this extension or of another, for the caller on this thread. */
    public JsonObject callTool(String name, JsonObject input) {
        return tools.call(name, input, calls.caller(), 0);
    }

    /** Runs an action for the caller on this thread. */
    public JsonObject act(String id, JsonObject input) {
        return tools.act(id, input, calls.caller());
    }

    /** Runs the hooks on the way up. */
    public void activate(Extension extension, ExtensionContext ctx, Set<ExtensionId> installed) {
        hooks.activate(extension, ctx, installed);
    }

    /** Runs {@code destroy}, and takes the handles back. */
    public Optional<Problem> deactivate(ExtensionContext ctx) {
        return hooks.deactivate(ctx);
    }

    /** Runs one attempt of each job that is due and has a worker. */
    public List<RecordedJob> runJobs() {
        return jobs.runDue();
    }

    /** Enters what another extension contributes. */
    public void seed(ExtensionId owner, String version, Channel channel, String key, Object value) {
        add(new Contribution(owner, owner + " " + version, version, channel, key, value));
    }

    private synchronized void add(Contribution contribution) {
        memory.add(contribution);
    }

    /** Enters a value that a store holds for the organisation of the test. */
    public void seed(PortName port, String key, String value) {
        String organization = setup.actor().organizationId().orElse("");
        with(held -> held.values.put(new Row(port, organization, key), value));
    }

    synchronized <T> T with(Function<Memory, T> work) {
        return work.apply(memory);
    }

    /** While {@code register} runs, nobody meets what it registers (LIFE-29). */
    void registering(boolean now) {
        registering = now;
    }

    /** Returns what callers meet now. */
    List<Contribution> met(Channel channel) {
        return with(held -> held.in(channel)
                .filter(one -> !registering || !one.owner().equals(setup.id()))
                .toList());
    }

    /** Changes what is kept; an inert host keeps nothing. */
    synchronized void write(Consumer<Memory> change) {
        if (!setup.inert()) {
            change.accept(memory);
        }
    }

    synchronized Memory copy() {
        return memory.copy();
    }

    synchronized void restore(Memory before) {
        memory = before;
    }

    @SuppressWarnings("ReferenceEquality") // an equal contribution in its place is another registration
    Registration register(Channel channel, String key, String version, Object value) {
        Contribution added = new Contribution(setup.id(), setup.subject(), version, channel, key, value);
        add(added);
        return () -> with(held -> held.contributions.removeIf(one -> one == added));
    }

    String organization(PortName port, String method) {
        return calls.caller().organizationId().orElseThrow(() -> problems.tenantMissing(port, method));
    }

    synchronized void log(String line) {
        log.add(line);
    }

    synchronized void warn(Problem warning) {
        warnings.add(warning);
    }

    synchronized void unmet(String capability) {
        unmet.add(capability);
    }

    synchronized void dropped() {
        dropped++;
    }

    /** Returns what is recorded now. */
    public synchronized Recorded recorded() {
        Map<Channel, Map<String, Object>> contributed = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            contributed.put(channel, Recorded.ordered(memory.of(setup.id(), channel)));
        }
        return new Recorded(
                contributed,
                List.copyOf(memory.jobs.values()),
                List.copyOf(memory.notifications),
                List.copyOf(memory.usage.values()),
                dropped,
                List.copyOf(log),
                List.copyOf(warnings));
    }

    /** Returns the capabilities that were looked up in vain. */
    public synchronized List<String> unmet() {
        return List.copyOf(unmet);
    }

    /** Returns the granted ports that were never used. */
    public Set<PortName> unused() {
        return access.unused();
    }

    /** Returns the ports that were used without a grant. */
    public Set<PortName> refused() {
        return access.refused();
    }
}
