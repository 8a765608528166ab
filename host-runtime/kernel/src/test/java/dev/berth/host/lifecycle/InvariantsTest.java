/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.ExtensionDetail;
import dev.berth.host.ExtensionView;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MemoryStore;
import dev.berth.host.fake.Script;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.manifest.Edge;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random operations over random small graphs, with hooks that throw and commits that fail (engine.md section 5: I1, I2, I5, I6, I7).
 * Each extension contributes one tool, {@code n3}, that answers with its version.
 */
class InvariantsTest {
    private static final int NODES = 6;
    private static final int STEPS = 40;

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    private static String id(int node) {
        return "@acme/n" + node + "-connector";
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("I1, I2, I5, I6, I7: invariants after every operation")
    void invariants(long seed) {
        new World(seed).run();
    }

    /** One random history. */
    private static final class World {
        private final Random random;
        private final FakeHost host = new FakeHost();
        private final Map<Integer, List<Edge>> shape = new HashMap<>();
        private final Set<String> faulty = new HashSet<>();
        private final List<String> history = new ArrayList<>();
        private int version;

        World(long seed) {
            random = new Random(seed);
            for (int node = 0; node < NODES; node++) {
                Manifests drawn = Manifests.of(id(node), "1.0.0");
                for (int to = 0; to < NODES; to++) {
                    if (to != node && random.nextInt(5) == 0) {
                        drawn.edge(id(to), "*", Edge.Type.values()[random.nextInt(3)], random.nextInt(3) > 0);
                        host.engine.wire(id(node), id(to));
                    }
                }
                shape.put(node, drawn.make().dependencies());
            }
        }

        void run() {
            try (host) {
                for (int node = 0; node < 2 * NODES; node++) {
                    settle(node % NODES);
                }
                for (int step = 0; step < STEPS; step++) {
                    Map<String, ExtensionView> before = views();
                    String stored = host.store.snapshot();
                    String tools = host.runtime().tools(FakeHost.USER).toString();
                    int node = random.nextInt(NODES);
                    Command command = command(node);
                    history.add(String.valueOf(command));
                    boolean failing = random.nextInt(12) == 0;
                    if (failing) {
                        host.store.failCommit(random.nextInt(3), MemoryStore.diskFull());
                    }
                    try {
                        host.run(command);
                    } catch (ProblemException e) {
                        history.add("  refused " + e.problem().code());
                        if (!failing) {
                            assertThat(host.store.snapshot())
                                    .as("I5: a refusal writes nothing %s", this)
                                    .isEqualTo(stored);
                            assertThat(host.runtime().tools(FakeHost.USER))
                                    .as("I5: a refusal changes nothing that serves %s", this)
                                    .hasToString(tools);
                        }
                    }
                    host.store.failCommit(-1, MemoryStore.diskFull());
                    check(before, node);
                    if (random.nextInt(15) == 0) {
                        history.add("restart");
                        host.restart();
                        check(Map.of(), -1);
                        assertThat(host.store.journal().open())
                                .as("LIFE-88 %s", this)
                                .isEmpty();
                    }
                }
            }
        }

        /** Brings in what can be, so that the history begins with something that runs. */
        private void settle(int node) {
            Manifests manifest = Manifests.of(id(node), "1.0.0").ports(PortName.MCP);
            shape.get(node).forEach(manifest::edge);
            host.engine.script(id(node) + " 1.0.0").onRegister(ctx -> register(ctx, node, "1.0.0"));
            try {
                host.run(host.install(manifest));
            } catch (ProblemException e) {
                history.add("left out " + id(node) + " " + e.problem().code());
            }
        }

        private Command command(int node) {
            ExtensionId id = ExtensionId.of(id(node));
            return switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> new Command.Install(source(node));
                case 4, 5, 6 -> new Command.Update(source(node));
                case 7 -> new Command.Archive(id);
                case 8 -> new Command.Restore(id);
                case 9 -> random.nextBoolean() ? new Command.Rollback(id) : new Command.Activate(id);
                case 10 -> new Command.Uninstall(id);
                default ->
                    random.nextBoolean()
                            ? new Command.Revoke(id, FakeHost.ports())
                            : new Command.Grant(id, FakeHost.ports(PortName.MCP), Optional.empty());
            };
        }

        private Command.Source source(int node) {
            String text = "1." + ++version + ".0";
            Manifests manifest = Manifests.of(id(node), text).ports(PortName.MCP);
            shape.get(node).forEach(manifest::edge);
            Script script = host.engine.script(id(node) + " " + text);
            script.onRegister(ctx -> register(ctx, node, text));
            int fault = random.nextInt(6);
            if (fault < 2) {
                faulty.add(id(node) + " " + text);
                Script broken = fault == 0 ? script.onRegister(ctx -> boom()) : script.onBootstrap(ctx -> boom());
                history.add("  faulty " + id(node) + " " + text + " " + broken.trace());
            }
            GrantChoice choice = random.nextInt(3) == 0 ? new GrantChoice.None() : new GrantChoice.All();
            return host.source(manifest, choice);
        }

        private static void register(ExtensionContext ctx, int node, String text) {
            if (ctx.mcp().toString().endsWith("live]")) {
                FakeHost.tool(ctx, "n" + node, text);
            }
        }

        private static void boom() {
            throw new IllegalStateException("boom");
        }

        private Map<String, ExtensionView> views() {
            Map<String, ExtensionView> views = new HashMap<>();
            host.runtime().extensions().forEach(view -> views.put(view.id(), view));
            return views;
        }

        private void check(Map<String, ExtensionView> before, int touched) {
            Set<String> tools = new HashSet<>(host.tools());
            Set<String> active = new HashSet<>();
            for (ExtensionView view : host.runtime().extensions()) {
                boolean isActive = view.state().equals("ACTIVE");
                if (isActive) {
                    active.add(view.id());
                    assertThat(faulty)
                            .as("I1: a faulty hook is not active %s", this)
                            .doesNotContain(view.id() + " " + view.version());
                    ExtensionDetail detail = host.runtime().extension(ExtensionId.of(view.id()));
                    assertThat(detail.edges())
                            .as("I7: what is active has what it requires at run time: %s %s", view, this)
                            .allMatch(edge -> edge.met()
                                    || !edge.required()
                                    || !edge.type().equals("runtime"));
                } else if (view.status().equals("active")) {
                    assertThat(view.problems())
                            .as("I1: what is not active says why: %s %s", view, this)
                            .isNotEmpty();
                }
                boolean granted = view.grantedPorts().contains("mcp");
                String tool = "n" + node(view);
                if (isActive && granted) {
                    if (!tools.contains(tool)) {
                        // A re-activation after a grant has failed; granting again mends it (PORT-55).
                        assertThat(host.run(new Command.Grant(
                                                ExtensionId.of(view.id()),
                                                FakeHost.ports(PortName.MCP),
                                                Optional.empty()))
                                        .changed())
                                .as("I1 %s %s", view, this)
                                .isTrue();
                    }
                    assertThat(host.call(tool))
                            .as("I1 %s", this)
                            .hasToString("{\"result\":\"" + view.version() + "\"}");
                } else {
                    assertThat(tools).as("I6: %s %s", view, this).doesNotContain(tool);
                }
                tools.remove(tool);
                unrelated(before.get(view.id()), view, touched);
            }
            assertThat(tools).as("no tool of nobody %s", this).isEmpty();
            Set<String> loaded = new HashSet<>(host.engine.loaded());
            active.forEach(id -> assertThat(loaded).as("%s", this).anyMatch(subject -> subject.startsWith(id + " ")));
            assertThat(host.runtime().firstBrokenAudit()).isEmpty();
        }

        private static int node(ExtensionView view) {
            return Integer.parseInt(view.id().replaceAll("\\D", ""));
        }

        /** I2, I7: one that has no path of edges to what was touched, and none from it, keeps version, state and generation. */
        private void unrelated(ExtensionView was, ExtensionView is, int touched) {
            if (was != null && touched >= 0 && !reaches(node(is), touched) && node(is) != touched) {
                assertThat(is.version()).isEqualTo(was.version());
                if (was.state().equals("ACTIVE")) {
                    assertThat(is.state())
                            .as("I2: %s does not need n%s %s", is.id(), touched, this)
                            .isEqualTo("ACTIVE");
                }
            }
        }

        private boolean reaches(int from, int to) {
            Set<Integer> seen = new HashSet<>();
            Deque<Integer> left = new ArrayDeque<>(List.of(from));
            while (!left.isEmpty()) {
                int next = left.pop();
                for (Edge edge : shape.get(next)) {
                    int target = Integer.parseInt(
                            ((Edge.PackageEdge) edge).target().name().replaceAll("\\D", ""));
                    if (target == to) {
                        return true;
                    } else if (seen.add(target)) {
                        left.add(target);
                    }
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return "after\n" + String.join("\n", history);
        }
    }
}
