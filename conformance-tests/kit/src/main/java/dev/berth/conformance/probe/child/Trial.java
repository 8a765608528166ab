/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.probe.child;

import dev.berth.conformance.probe.child.Event.Kind;
import dev.berth.conformance.probe.child.HookBarrier.Hook;
import dev.berth.sdk.Extension;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.PortNotGrantedException;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the hooks, and tells what they do (GATE-130 to GATE-135). Each round has a class loader and a thread of its own. */
final class Trial {
    static final String LOADER = "its class loader";

    /** Other messages of the same errors say that a class is there, but fails. */
    private static final Pattern CLASS_NAME = Pattern.compile("[\\w$/.]+");

    private final Task task;
    private final Teller teller;

    Trial(Task task, Teller teller) {
        this.task = task;
        this.teller = teller;
    }

    void run() {
        Leftovers leftovers = new Leftovers();
        AtomicBoolean fit = new AtomicBoolean();
        apart(leftovers, loader -> fit.set(isFit(loader, leftovers)));
        if (!fit.get()) {
            return;
        }
        try {
            leftovers.left().forEach(name -> teller.tell(Kind.LEFT, name, ""));
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nothing interrupts the main thread", e);
        }
        for (PortName port : task.requested()) {
            apart(new Leftovers(), loader -> withhold(port, loader));
        }
    }

    @FunctionalInterface
    private interface Round {
        void run(ExtensionLoader loader);
    }

    /** What is left of a thread's own values goes with it. */
    private void apart(Leftovers leftovers, Round round) {
        Thread thread = new Thread(
                () -> {
                    try (ExtensionLoader loader = task.loader()) {
                        leftovers.watch(loader, LOADER);
                        Thread.currentThread().setContextClassLoader(loader);
                        round.run(loader);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "hooks");
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nothing interrupts the main thread", e);
        }
    }

    private boolean isFit(ExtensionLoader loader, Leftovers leftovers) {
        List<Extension> made = new ArrayList<>();
        if (!passes("its constructor", () -> made.add(construct(loader)))) {
            return false;
        }
        Extension extension = made.get(0);
        Recorder first = new Recorder(leftovers);
        Recorder second = new Recorder(leftovers);
        InertContext ctx = context(Optional.empty(), first);
        InertContext again = context(Optional.empty(), second);
        leftovers.watch(ctx, "its context");
        leftovers.watch(again, "its context");
        if (!passes("register", () -> extension.register(ctx))) {
            return false;
        }
        List<Recorder.Entry> before = first.entries();
        if (!passes("destroy", () -> extension.destroy(ctx))
                || !passes("the second register, after destroy,", () -> extension.register(again))) {
            return false;
        }
        List<Recorder.Entry> after = second.entries();
        boolean ends = passes("destroy after the second register", () -> extension.destroy(again))
                && passes("destroy, run twice,", () -> extension.destroy(again));
        if (!before.equals(after)) {
            teller.tell(Kind.DIFFERENT, onlyIn(before, after), onlyIn(after, before));
        }
        return ends;
    }

    private static String onlyIn(List<Recorder.Entry> some, List<Recorder.Entry> others) {
        List<Recorder.Entry> rest = new ArrayList<>(some);
        others.forEach(rest::remove);
        return rest.stream().map(Recorder.Entry::label).limit(5).collect(Collectors.joining(", "));
    }

    private void withhold(PortName port, ExtensionLoader loader) {
        String step = "register without the port " + port;
        teller.tell(Kind.STEP, step, "");
        InertContext ctx = context(Optional.of(port), new Recorder(new Leftovers()));
        HookBarrier.run(() -> construct(loader).register(ctx))
                .filter(thrown -> !isRefusal(thrown, port))
                .ifPresent(thrown -> fail(step, thrown));
    }

    private static boolean isRefusal(Throwable thrown, PortName port) {
        Optional<JsonValue> name = Optional.of(new JsonString(port.toString()));
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .anyMatch(cause -> cause instanceof PortNotGrantedException refused
                        && refused.problem().facts().get("port").equals(name));
    }

    private InertContext context(Optional<PortName> withheld, Recorder recorder) {
        return new InertContext(task.id(), withheld, recorder, teller);
    }

    private Extension construct(ExtensionLoader loader) throws ReflectiveOperationException {
        return (Extension) loader.loadClass(task.entry()).getConstructor().newInstance();
    }

    private boolean passes(String step, Hook hook) {
        teller.tell(Kind.STEP, step, "");
        Optional<Throwable> thrown = HookBarrier.run(hook);
        thrown.ifPresent(failure -> fail(step, failure));
        return thrown.isEmpty();
    }

    private void fail(String step, Throwable thrown) {
        Optional<String> missing = thrown instanceof NoClassDefFoundError || thrown instanceof ClassNotFoundException
                ? Optional.ofNullable(thrown.getMessage())
                        .filter(name -> CLASS_NAME.matcher(name).matches())
                : Optional.empty();
        missing.ifPresentOrElse(
                name -> teller.tell(Kind.MISSING, step, name.replace('/', '.')),
                () -> teller.tell(Kind.FAILED, step, HookBarrier.describe(thrown)));
    }
}
