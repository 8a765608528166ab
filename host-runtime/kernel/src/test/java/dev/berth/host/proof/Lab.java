/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import dev.berth.host.ExtensionView;
import dev.berth.host.activation.Deadlines;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.Script;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.host.live.Caller;
import dev.berth.host.resolve.Plan;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** A host that a history is played on. The tool of each extension answers with its version, and whether it could read a setting. */
final class Lab implements AutoCloseable {
    static final Optional<String> ACME = Optional.of("acme");

    final Graph graph;
    final FakeHost host;
    final List<Caller> callers;
    final Presence presence = new Presence();
    private final Set<String> preventing = new HashSet<>();
    private final Set<String> stuck = new HashSet<>();
    private final List<Plan> plans = new ArrayList<>();
    private final Step last;
    private Trouble trouble = Trouble.NONE;
    private Optional<Sight> seen = Optional.empty();
    private volatile boolean over;

    Lab(History history, boolean slow) {
        graph = history.graph();
        last = history.steps().get(history.steps().size() - 1);
        Duration hook = slow ? Duration.ofMillis(150) : Duration.ofSeconds(30);
        Duration stuck = slow ? Duration.ofMillis(40) : Duration.ofSeconds(5);
        Duration ample = Duration.ofSeconds(30);
        host = new FakeHost(builder -> builder.multiTenant(history.several())
                .deadlines(new Deadlines(hook, hook, hook, hook, ample, ample, ample, stuck)));
        callers = history.several()
                ? List.of(Caller.user("ada", "acme"), Caller.user("eve", "other"))
                : List.of(FakeHost.USER);
        for (int node = 0; node < graph.size(); node++) {
            for (Graph.Need need : graph.needs().get(node)) {
                host.engine.wire(Graph.id(node), Graph.id(need.to()));
            }
        }
    }

    /** Takes a step and returns what there was before and after. */
    Event play(Step step) {
        plans.clear();
        trouble = step.trouble();
        Sight before = seen.orElseGet(this::look);
        Optional<RuntimeException> refusal = Optional.empty();
        try {
            step.deed().act(this, step);
        } catch (ProblemException | IllegalStateException e) {
            refusal = Optional.of(e);
        }
        if (step.deed() == Deed.RESTART
                && (refusal.isPresent()
                        || host.runtime().status().boot().stream()
                                .anyMatch(phase -> phase.outcome().equals("failed")
                                        || phase.outcome().equals("degraded")))) {
            host.restart();
        }
        Sight after = look();
        seen = Optional.of(after);
        return new Event(step, before, after, List.copyOf(plans), refusal);
    }

    private Sight look() {
        return Sight.of(host, callers);
    }

    /** Looks after something was done that is no step; what follows begins there. */
    Sight lookAgain() {
        Sight now = look();
        seen = Optional.of(now);
        return now;
    }

    void run(Command command) {
        plans.add(host.runtime().plan(command));
        plans.add(host.runtime().plan(command));
        troubled(() -> plans.add(host.run(command).plan()));
    }

    private void troubled(Runnable work) {
        Runnable end = trouble.begin(host);
        try {
            work.run();
        } finally {
            end.run();
        }
    }

    Command.Source source(Step step) {
        return source(step.node(), step.version(), step.fault(), step.granted());
    }

    private Command.Source source(int node, String version, Fault fault, boolean granted) {
        Manifests manifest = graph.manifest(node, version);
        String subject = Graph.id(node) + " " + version;
        Script script = host.engine.script(subject);
        script.onRegister(ctx -> register(ctx, node, version)).onDestroy(ctx -> presence.leave());
        fault.into(host.engine, subject, () -> over);
        if (fault.isSlow()) {
            stuck.add(subject);
        }
        if (fault.prevents) {
            preventing.add(subject);
        }
        return host.source(manifest, granted ? new GrantChoice.All() : new GrantChoice.None());
    }

    /** Installs the very package that is there. */
    void again(Step step) {
        ExtensionView view = host.view(Graph.id(step.node()));
        run(new Command.Install(host.source(graph.manifest(step.node(), view.version()), new GrantChoice.All())));
    }

    /** Says all that has to be said before something is deleted whatever needs it. */
    Command.Confirmation confirmed(int node) {
        return new Command.Confirmation(
                Optional.of("a test"), Optional.of(host.view(Graph.id(node)).version()), true);
    }

    /** Spoils the bytes that an extension runs from; what runs already goes on. */
    void damage(int node) {
        ExtensionId id = ExtensionId.of(Graph.id(node));
        host.contents.damage(host.runtime().extension(id).revisions().get(0).packageDigest());
    }

    void restart() {
        troubled(host::restart);
    }

    /** Tells whether a step is the last. */
    boolean endsWith(Step step) {
        return step.equals(last);
    }

    boolean mayRun(ExtensionView view) {
        return !preventing.contains(view.id() + " " + view.version());
    }

    /** Tells whether code of a version may have been left running, with its loader (LIFE-26). */
    boolean isStuck(String subject) {
        return stuck.contains(subject);
    }

    boolean hasStuck() {
        return !stuck.isEmpty();
    }

    private void register(ExtensionContext ctx, int node, String version) {
        if (ctx.mcp().toString().endsWith("live]")) {
            ctx.mcp()
                    .registerTool(McpTool.of(
                            Graph.tool(node),
                            "d",
                            JsonObject.of("type", "object"),
                            input -> presence.within(Graph.id(node) + " " + version, () -> {
                                LockSupport.parkNanos(
                                        Long.parseLong(input.string("micros").orElse("0")) * 1_000);
                                return version + reads(ctx);
                            })));
        }
    }

    private static String reads(ExtensionContext ctx) {
        try {
            ctx.settings().get("a", String.class);
            return " reads";
        } catch (ProblemException e) {
            return " reads not";
        }
    }

    String call(int node, Caller caller) {
        return call(node, caller, 0);
    }

    /** Calls a tool that takes about so long. */
    String call(int node, Caller caller, int micros) {
        return host.runtime()
                .callTool(Graph.tool(node), JsonObject.of("micros", String.valueOf(micros)), caller)
                .string("result")
                .orElseThrow();
    }

    @Override
    public void close() {
        over = true;
        host.close();
    }
}
