/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.host.activation.Entry.Hook;
import dev.berth.host.activation.HookBarrier.Frame;
import dev.berth.host.activation.HookBarrier.Result;
import dev.berth.host.boot.HookMarks;
import dev.berth.host.live.Caller;
import dev.berth.host.port.boundary.Boundary;
import dev.berth.manifest.port.HookProblems;
import dev.berth.sdk.ConfigGate;
import dev.berth.sdk.Extension;
import dev.berth.sdk.InstalledExtensions;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

/** The hooks that an extension has, each through the barrier, and what their results mean (LIFE-36 to LIFE-40). */
public final class Hooks {
    private final HookBarrier barrier;
    private final HookMarks marks;
    private final Function<ExtensionId, Deadlines> deadlines;
    private final Function<ExtensionId, Optional<String>> organization;
    private final Supplier<Set<ExtensionId>> live;

    /**
     * @param marks remembers the hook that runs (LIFE-66)
     * @param deadlines those of each extension; the operator says them, the extension does not (LIFE-26)
     * @param organization for which the hooks of an extension run; empty for none (PORT-62)
     * @param live the ids of all live extensions
     */
    public Hooks(
            HookBarrier barrier,
            HookMarks marks,
            Function<ExtensionId, Deadlines> deadlines,
            Function<ExtensionId, Optional<String>> organization,
            Supplier<Set<ExtensionId>> live) {
        this.barrier = barrier;
        this.marks = marks;
        this.deadlines = deadlines;
        this.organization = organization;
        this.live = live;
    }

    /**
     * Constructs the entry class, asks its config gate, and runs {@code register}, to whose deadline the constructor counts (LIFE-31);
     * empty means accepted.
     */
    Optional<Outcome> register(Running running) {
        long begun = System.nanoTime();
        String entry = running.revision.manifest().serverEntry().orElseThrow();
        Work construct = Work.constructor(deadlines(running).register(), HookProblems.NOT_ACTIVATED);
        Result<Entry> made = run(running, construct, false, () -> Entry.construct(running.bundle.loadClass(entry)));
        Duration spent = Duration.ofNanos(System.nanoTime() - begun);
        if (!(made instanceof Result.Returned<Entry>(Entry constructed))) {
            return Optional.of(refused(running, made));
        }
        running.constructed(constructed);
        Extension instance = constructed.instance();
        Optional<Outcome> closed = constructed.has(Hook.CONFIG) ? config(running, instance) : Optional.empty();
        if (closed.isPresent()) {
            return closed;
        }
        Work register = Work.hook("register", deadlines(running).register(), HookProblems.NOT_ACTIVATED)
                .after(spent);
        Optional<Outcome> refusal = accepted(running, run(running, register, true, () -> {
            instance.register(running.context);
            return true;
        }));
        if (refusal.isEmpty()) {
            running.markRegistered();
        }
        return refusal;
    }

    private Optional<Outcome> config(Running running, Extension instance) {
        Work config = Work.hook("config", deadlines(running).config(), HookProblems.NOT_ACTIVATED);
        // Few gates look at the others: a set for each of a thousand would be a million ids at a boot.
        InstalledExtensions installed = Boundary.of(
                InstalledExtensions.class, () -> Collections.unmodifiableSortedSet(new TreeSet<>(live.get())));
        HookProblems problems = problems(running);
        Result<Optional<Problem>> result = run(running, config, false, () -> {
            ConfigGate gate = instance.config();
            boolean enabled = gate.enabled();
            return enabled && gate.resolve(installed) ? Optional.empty() : Optional.of(problems.closed(enabled));
        });
        return result instanceof Result.Returned<Optional<Problem>>(Optional<Problem> closed)
                ? closed.map(problem -> new Outcome.Skipped(running.revision, problem))
                : Optional.of(refused(running, result));
    }

    private static HookProblems problems(Running running) {
        return new HookProblems(running.revision.id(), running.revision.subject());
    }

    /** Runs {@code bootstrap}; empty means accepted. */
    Optional<Outcome> bootstrap(Running running) {
        if (!running.entry().has(Hook.BOOTSTRAP)) {
            return Optional.empty();
        }
        Work bootstrap = Work.hook("bootstrap", deadlines(running).bootstrap(), HookProblems.NOT_ACTIVATED);
        return accepted(running, run(running, bootstrap, false, () -> {
            running.entry().instance().bootstrap(running.context);
            return true;
        }));
    }

    /** Runs {@code destroy}; its failure is only reported (LIFE-32). */
    Optional<Problem> destroy(Running running) {
        if (!running.entry().has(Hook.DESTROY)) {
            return Optional.empty();
        }
        Work destroy = Work.hook("destroy", deadlines(running).destroy(), "It was taken down all the same.");
        return accepted(running, run(running, destroy, false, () -> {
                    running.entry().instance().destroy(running.context);
                    return true;
                }))
                .flatMap(Outcome::why);
    }

    private <T> Result<T> run(Running running, Work work, boolean registering, Callable<T> code) {
        ExtensionId id = running.revision.id();
        Caller caller = Caller.system(id.value(), organization.apply(id));
        marks.enter(running.revision.packageDigest(), work.name());
        try {
            return barrier.run(running.owner, work, new Frame(caller, 0, registering), code, () -> {});
        } finally {
            marks.leave();
        }
    }

    private static Optional<Outcome> accepted(Running running, Result<?> result) {
        return result instanceof Result.Returned<?> ? Optional.empty() : Optional.of(refused(running, result));
    }

    private static Outcome refused(Running running, Result<?> result) {
        return switch (result) {
            case Result.Returned<?> returned -> throw new IllegalStateException("Accepted: " + returned);
            case Result.Threw<?>(Problem problem) -> threw(running, problem);
            case Result.TimedOut<?>(Problem problem) -> new Outcome.Failed(running.revision, problem);
            case Result.Aborted<?>(Problem problem) -> new Outcome.Failed(running.revision, problem);
            case Result.Stuck<?>(Problem problem) -> {
                Problem stuck = problem.operator(
                        "restart the host, which has it tried again; or bring another version in: berth update FILE");
                running.markStuck(stuck);
                yield new Outcome.Failed(running.revision, stuck);
            }
        };
    }

    /** A hook that failed only because nobody has decided on a port waits; it did not fail (LIFE-39). */
    private static Outcome threw(Running running, Problem problem) {
        return problems(running)
                .waits(problem)
                .<Outcome>map(pending -> new Outcome.Skipped(running.revision, pending))
                .orElseGet(() -> new Outcome.Failed(running.revision, problem));
    }

    Duration drain(Running running) {
        return deadlines(running).drain();
    }

    private Deadlines deadlines(Running running) {
        return deadlines.apply(running.revision.id());
    }
}
