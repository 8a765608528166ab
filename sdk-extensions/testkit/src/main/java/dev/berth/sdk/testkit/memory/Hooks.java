/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.manifest.port.HookProblems;
import dev.berth.sdk.ConfigGate;
import dev.berth.sdk.Extension;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.InstalledExtensions;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.testkit.memory.Calls.Frame;
import dev.berth.sdk.value.ExtensionId;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Runs hooks in the order of a host; one that is refused leaves nothing (LIFE-22 to LIFE-32, LIFE-37 to LIFE-39). */
final class Hooks {
    private final MemoryHost host;
    private final HookProblems problems;
    private @Nullable Extension active;

    Hooks(MemoryHost host) {
        this.host = host;
        this.problems = new HookProblems(host.setup.id(), host.setup.subject());
    }

    void activate(Extension extension, ExtensionContext ctx, Set<ExtensionId> installed) {
        if (active != null) {
            throw new IllegalStateException(host.setup.subject() + " is active already; deactivate it first");
        }
        Memory before = host.copy();
        boolean accepted = false;
        try {
            judge(extension, Collections.unmodifiableSet(new TreeSet<>(installed)));
            host.registering(true);
            run("register", true, () -> {
                extension.register(ctx);
                return true;
            });
            host.registering(false);
            run("bootstrap", false, () -> {
                extension.bootstrap(ctx);
                return true;
            });
            accepted = true;
        } finally {
            host.registering(false);
            if (!accepted) {
                host.restore(before);
            }
        }
        active = extension;
    }

    private void judge(Extension extension, Set<ExtensionId> ids) {
        InstalledExtensions installed = () -> ids;
        Optional<Problem> closed = run("config", false, () -> {
            ConfigGate gate = extension.config();
            boolean enabled = gate.enabled();
            return enabled && gate.resolve(installed) ? Optional.empty() : Optional.of(problems.closed(enabled));
        });
        if (closed.isPresent()) {
            throw new ProblemException(closed.get());
        }
    }

    /** The handles are taken back whatever {@code destroy} does; that it failed is only reported. */
    Optional<Problem> deactivate(ExtensionContext ctx) {
        Extension last = active;
        active = null;
        Optional<Problem> failure = Optional.empty();
        if (last != null) {
            try {
                host.barrier.run(
                        HookProblems.failed(host.setup.subject(), "destroy", "It was taken down all the same."),
                        frame(false),
                        () -> {
                            last.destroy(ctx);
                            return true;
                        });
            } catch (ProblemException e) {
                failure = Optional.of(e.problem());
            }
        }
        host.with(held -> held.contributions.removeIf(one -> one.owner().equals(host.setup.id())));
        host.access.stop();
        return failure;
    }

    private <T> T run(String hook, boolean registering, Callable<T> code) {
        try {
            return host.barrier.run(
                    HookProblems.failed(host.setup.subject(), hook, HookProblems.NOT_ACTIVATED),
                    frame(registering),
                    code);
        } catch (ProblemException e) {
            throw problems.waits(e.problem()).map(ProblemException::new).orElse(e);
        }
    }

    private Frame frame(boolean registering) {
        Caller caller = host.setup.inert()
                ? host.calls.caller()
                : Caller.system(host.setup.id(), host.setup.actor().organizationId());
        return new Frame(caller, 0, registering);
    }
}
