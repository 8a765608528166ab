/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.ports;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Rule;
import dev.berth.conformance.bytecode.Bytecode;
import dev.berth.conformance.bytecode.ClassFacts;
import dev.berth.conformance.bytecode.MethodFacts;
import dev.berth.conformance.bytecode.Site;
import dev.berth.conformance.bytecode.Use;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Node;
import dev.berth.sdk.problem.ProblemCode;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Threads, executors and timers that nothing ends, as far as that can be seen (GATE-128). */
final class ThreadRules {
    static final Rule THREADS = Rule.of("GATE-128", ProblemCode.THREAD_UNMANAGED);

    /** What runs on, and the calls that end it. */
    private enum Runner {
        THREAD("a thread", "interrupt", "join"),
        EXECUTOR("an executor", "shutdown", "shutdownNow", "close"),
        TIMER("a timer", "cancel");

        private final String words;

        @SuppressWarnings("ImmutableEnumChecker") // List.of copies; its type does not say so.
        private final List<String> ends;

        Runner(String words, String... ends) {
            this.words = words;
            this.ends = List.of(ends);
        }

        static Optional<Runner> startedBy(Use use) {
            boolean made = use.name().equals("<init>");
            return switch (use.owner()) {
                case "java/lang/Thread" -> when(made || use.name().equals("startVirtualThread"), THREAD);
                case "java/lang/Thread$Builder",
                        "java/lang/Thread$Builder$OfVirtual",
                        "java/lang/Thread$Builder$OfPlatform" ->
                    when(use.name().equals("start") || use.name().equals("unstarted"), THREAD);
                case "java/util/concurrent/Executors" -> when(use.name().startsWith("new"), EXECUTOR);
                case "java/util/concurrent/ThreadPoolExecutor",
                        "java/util/concurrent/ScheduledThreadPoolExecutor",
                        "java/util/concurrent/ForkJoinPool" -> when(made, EXECUTOR);
                case "java/util/Timer" -> when(made, TIMER);
                default -> Optional.empty();
            };
        }

        private static Optional<Runner> when(boolean holds, Runner runner) {
            return holds ? Optional.of(runner) : Optional.empty();
        }

        boolean isEndedBy(Use use) {
            return ends.contains(use.name());
        }
    }

    private final Bytecode code;
    private final Optional<Node.Text> entry;
    private final Findings findings;

    ThreadRules(Bytecode code, Optional<Node.Text> entry, Findings findings) {
        this.code = code;
        this.entry = entry;
        this.findings = findings;
    }

    void judge() {
        Set<Runner> ended = endedByDestroy();
        Set<Runner> told = EnumSet.noneOf(Runner.class);
        code.sites()
                .forEach(site -> Runner.startedBy(site.use())
                        .filter(runner -> !ended.contains(runner)
                                && site.method().uses().stream().noneMatch(runner::isEndedBy))
                        .filter(told::add)
                        .ifPresent(runner -> report(runner, site)));
    }

    private void report(Runner runner, Site site) {
        findings.add(
                THREADS,
                Fault.of(ProblemCode.THREAD_UNMANAGED, site.location())
                        .says("starts " + runner.words + " with " + site.use().briefly()
                                + " and needs to end it in destroy")
                        .but("destroy reaches no call that does")
                        .then("It would run on after the extension is gone.")
                        .fact("caller", site.caller())
                        .author("keep it in a field and call "
                                + runner.ends.stream().sorted().collect(Collectors.joining("() or "))
                                + "() in destroy"));
    }

    /** Follows destroy through the methods of the package. */
    private Set<Runner> endedByDestroy() {
        Set<Runner> ended = EnumSet.noneOf(Runner.class);
        Map<String, List<ClassFacts>> own = code.byName();
        Deque<MethodFacts> open = new ArrayDeque<>();
        Set<MethodFacts> seen = new HashSet<>();
        entry.map(name -> name.value().replace('.', '/'))
                .map(name -> own.getOrDefault(name, List.of()))
                .orElse(List.of())
                .forEach(type -> type.methods().stream()
                        .filter(method -> method.name().equals("destroy"))
                        .forEach(open::add));
        while (!open.isEmpty()) {
            for (Use use : open.pop().uses()) {
                Arrays.stream(Runner.values())
                        .filter(runner -> runner.isEndedBy(use))
                        .forEach(ended::add);
                own.getOrDefault(use.owner(), List.of()).stream()
                        .flatMap(type -> type.methods().stream())
                        .filter(method -> method.name().equals(use.name())
                                && method.descriptor().equals(use.descriptor()))
                        .filter(seen::add)
                        .forEach(open::add);
            }
        }
        return ended;
    }
}
