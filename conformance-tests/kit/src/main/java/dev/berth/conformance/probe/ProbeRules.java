/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.probe;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.conformance.probe.HookTrial.End;
import dev.berth.conformance.probe.HookTrial.Outcome;
import dev.berth.conformance.probe.child.Event;
import dev.berth.conformance.probe.child.Event.Kind;
import dev.berth.manifest.Phase;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Node;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges what the hooks did when they were tried (GATE-130 to GATE-135). */
public final class ProbeRules {
    private static final Rule RUNS = Rule.of("GATE-130", ProblemCode.PROBE_FAILED, ProblemCode.PROBE_TIMEOUT);
    private static final Rule VERDICT = Rule.of("GATE-131", ProblemCode.PROBE_NO_VERDICT);
    private static final Rule PORTS = Rule.of("GATE-132", ProblemCode.PORT_USE_UNDECLARED);
    private static final Rule AGAIN = Rule.of("GATE-133", ProblemCode.HOOKS_NOT_IDEMPOTENT);
    private static final Rule LEFT = Rule.of("GATE-134", ProblemCode.DESTROY_LEAKS);
    private static final Rule WITHHELD = Rule.of("GATE-135", ProblemCode.PROBE_FAILED);
    /** The rules. */
    public static final List<Rule> ALL = List.of(RUNS, VERDICT, PORTS, AGAIN, LEFT, WITHHELD);

    private static final String WITHOUT = "register without the port ";

    private final HookTrial trial;

    /** Makes rules over a way to try hooks. */
    public ProbeRules(HookTrial trial) {
        this.trial = trial;
    }

    /**
     * Tries the hooks and judges them. Does nothing where there are none: without {@code serverEntry}, without its class, with a
     * manifest that no host would take, or in a host, which has rules of its own.
     *
     * @param told ports that were found to be used without a request already
     */
    public void judge(Subject subject, Set<PortName> told, Findings findings) {
        Optional<Node.Text> entry = subject.block().flatMap(block -> block.text("serverEntry"));
        if (entry.isEmpty() || subject.manifest().isEmpty() || subject.phase() != Phase.CHECK) {
            return;
        }
        String name = entry.get().value();
        if (subject.entries().paths().contains(name.replace('.', '/') + ".class")) {
            Location place = place(entry.get(), "serverEntry");
            new Judgement(subject, place, findings).judge(trial.run(subject, name), told);
        }
    }

    private static Location place(Node node, String field) {
        return dev.berth.manifest.finding.Findings.at(node.place(), field);
    }

    private record Judgement(Subject subject, Location entry, Findings findings) {
        void judge(Outcome outcome, Set<PortName> told) {
            switch (outcome.end()) {
                case End.NotStarted none -> untried("no JVM could be started: " + shown(none.reason()));
                case End.Timeout timeout ->
                    findings.add(
                            RUNS,
                            Fault.of(ProblemCode.PROBE_TIMEOUT, entry)
                                    .says("needs hooks that end within " + timeout.limit()
                                            + " when they are tried in a JVM of their own")
                                    .but(step(outcome) + " was still running and was killed")
                                    .fact("step", step(outcome))
                                    .author("start long work in \"bootstrap\" or a job, and wait for nothing there"));
                case End.NoVerdict none ->
                    findings.add(
                            VERDICT,
                            Fault.of(ProblemCode.PROBE_NO_VERDICT, entry)
                                    .says("needs hooks that return or throw when they are tried in a JVM of their own")
                                    .but("that JVM ended without a verdict in " + step(outcome)
                                            + ", and what it printed and its exit code prove nothing")
                                    .fact("step", step(outcome))
                                    .author(
                                            "let the hooks neither end the JVM nor touch connections that they did not open"));
                case End.Verdict whole -> {}
            }
            Set<PortName> seen = EnumSet.noneOf(PortName.class);
            seen.addAll(told);
            of(outcome, Kind.PORT)
                    .forEach(event -> PortName.find(event.what())
                            .filter(PortName::isPrivileged)
                            .filter(port ->
                                    port.tier() != PortName.Tier.RESERVED && !isRequested(port) && seen.add(port))
                            .ifPresent(port -> undeclared(port, event.detail())));
            of(outcome, Kind.FAILED).forEach(this::failed);
            of(outcome, Kind.MISSING).forEach(this::missing);
            of(outcome, Kind.DIFFERENT).forEach(this::different);
            left(of(outcome, Kind.LEFT).map(Event::what).toList());
        }

        private static Stream<Event> of(Outcome outcome, Kind kind) {
            return outcome.events().stream().filter(event -> event.kind() == kind);
        }

        private static String step(Outcome outcome) {
            return of(outcome, Kind.STEP)
                    .reduce((first, last) -> last)
                    .map(event -> shown(event.what()))
                    .orElse("the start");
        }

        /** What another program tells may hold anything. */
        private static String shown(String text) {
            return text.replaceAll("\\p{Cntrl}+", " ").strip();
        }

        private boolean isRequested(PortName port) {
            return requests().anyMatch(text -> text.value().equals(port.toString()));
        }

        private Stream<Node.Text> requests() {
            return subject.block().flatMap(block -> block.get("requestedHostPorts")).stream()
                    .filter(Node.Arr.class::isInstance)
                    .flatMap(node -> ((Node.Arr) node).items().stream())
                    .filter(Node.Text.class::isInstance)
                    .map(Node.Text.class::cast);
        }

        private void undeclared(PortName port, String detail) {
            String[] words = shown(detail).split(" ", 2);
            String path = words[0].replace('.', '/') + ".class";
            Location place = subject.entries().paths().contains(path) ? Location.of(path) : entry;
            String call = words.length > 1 ? words[1] : port.toString();
            String requested =
                    requests().map(Node.Text::value).sorted().distinct().collect(Collectors.joining(", "));
            findings.add(
                    PORTS,
                    Fault.of(ProblemCode.PORT_USE_UNDECLARED, place.field(call))
                            .says("needs the port " + port + ", which its hooks called when they were tried, in"
                                    + " \"requestedHostPorts\"")
                            .but("it requests " + (requested.isEmpty() ? "none" : requested))
                            .fact("port", port.toString())
                            .fact("caller", words[0])
                            .author("add \"" + port + "\" to \"requestedHostPorts\""));
        }

        private void failed(Event event) {
            String step = shown(event.what());
            Optional<Node.Text> withheld = requests()
                    .filter(text -> step.equals(WITHOUT + text.value()))
                    .findFirst();
            String thrown = shown(event.detail());
            if (withheld.isPresent()) {
                String port = withheld.get().value();
                findings.add(
                        WITHHELD,
                        Fault.of(ProblemCode.PROBE_FAILED, place(withheld.get(), "requestedHostPorts"))
                                .says("needs to register without the port " + port
                                        + ", or to fail with [port-not-granted] of that port")
                                .but(step + " threw " + thrown)
                                .fact("step", step)
                                .fact("port", port)
                                .author("let the PortNotGrantedException through, or do without the port"));
            } else if (step.startsWith("destroy, run twice")) {
                findings.add(
                        AGAIN,
                        Fault.of(ProblemCode.HOOKS_NOT_IDEMPOTENT, entry)
                                .says("needs a \"destroy\" that may run twice")
                                .but("the second time it threw " + thrown)
                                .fact("step", step)
                                .author("let \"destroy\" do nothing when there is nothing left to release"));
            } else {
                findings.add(
                        RUNS,
                        Fault.of(ProblemCode.PROBE_FAILED, entry)
                                .says("needs hooks that work with ports that are empty, in a JVM of their own without"
                                        + " environment")
                                .but(step + " threw " + thrown)
                                .fact("step", step)
                                .author("expect absent settings and secrets in the hooks, and look things up when they"
                                        + " are called for"));
            }
        }

        private void different(Event event) {
            String first = shown(event.what());
            String second = shown(event.detail());
            Predicate<String> some = text -> !text.isEmpty();
            String found = Stream.of(
                            Optional.of(first).filter(some).map(text -> "only the first run gave " + text),
                            Optional.of(second).filter(some).map(text -> "only the second run gave " + text))
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(", and "));
            findings.add(
                    AGAIN,
                    Fault.of(ProblemCode.HOOKS_NOT_IDEMPOTENT, entry)
                            .says("needs a \"register\" that gives the same registrations after \"destroy\" as before")
                            .but(found)
                            .fact("first", first)
                            .fact("second", second)
                            .author("forget in \"destroy\" what \"register\" remembers"));
        }

        private void left(List<String> names) {
            if (names.isEmpty()) {
                return;
            }
            String left = names.stream().map(Judgement::shown).limit(5).collect(Collectors.joining(", "));
            findings.add(
                    LEFT,
                    Fault.of(ProblemCode.DESTROY_LEAKS, entry)
                            .says("needs to leave nothing behind after \"destroy\"")
                            .but(left + (names.size() == 1 ? " was" : " were") + " still there")
                            .fact("left", left)
                            .author(
                                    "end in \"destroy\" what the hooks started, and take it out of what the JDK holds"));
        }

        /** Classes of others are the matter of other rules; here it is only said that nothing was proven. */
        private void missing(Event event) {
            String type = shown(event.detail());
            String path = type.replace('.', '/') + ".class";
            int slash = path.lastIndexOf('/');
            String folder = path.substring(0, slash + 1);
            boolean own = slash > 0
                    && subject.entries().paths().stream()
                            .anyMatch(file -> file.startsWith(folder) && file.indexOf('/', slash + 1) < 0);
            if (own) {
                failed(new Event(Kind.FAILED, event.what(), "NoClassDefFoundError: " + type));
            } else {
                untried(shown(event.what()) + " needs the class " + type + ", which is not in the package");
            }
        }

        private void untried(String reason) {
            findings.add(
                    RUNS,
                    Fault.of(ProblemCode.PROBE_FAILED, entry)
                            .severity(Severity.INFO)
                            .says("has hooks that could not be tried to the end")
                            .but(reason)
                            .author("check it in one run with the extensions that it needs, or pass --no-probe"));
        }
    }
}
