/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.host;

import dev.berth.conformance.host.HostUnderTest.Starter;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Blame;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A host, the probes that went into it, and what was found. */
final class Scene implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(20);

    final HostUnderTest host;
    private final Duration patience;
    private final Path folder;
    private final Path trace;
    private final List<Problem> found = new ArrayList<>();

    Scene(Starter starter, Path work, Duration patience) {
        this.patience = patience;
        try {
            folder = Files.createTempDirectory(work, "scene");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        trace = folder.resolve("trace.txt");
        host = starter.start();
        host.mount(ProbePackage.MOUNT, folder);
    }

    static Set<PortName> privileged() {
        Set<PortName> all = EnumSet.allOf(PortName.class);
        all.removeIf(port -> !port.isPrivileged());
        return all;
    }

    /** Installs a probe with all its ports. */
    void install(ProbePackage probe) {
        install(probe, privileged());
    }

    void install(ProbePackage probe, Set<PortName> granted) {
        host.install(probe.writeTo(folder, trace), granted);
    }

    void update(ProbePackage probe) {
        host.update(probe.writeTo(folder, trace));
    }

    /** Does what may be refused; tells whether it was. */
    boolean isRefused(Runnable work) {
        try {
            work.run();
            return false;
        } catch (ProblemException e) {
            return true;
        }
    }

    /** Returns what the probes have written down, in order: id, event. */
    List<String> trace() {
        try {
            return Files.exists(trace) ? Files.readAllLines(trace) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the lines of hooks. */
    List<String> hooks() {
        return trace().stream()
                .filter(line ->
                        Arrays.asList("register", "bootstrap", "destroy").contains(line.split(" ", -1)[1]))
                .toList();
    }

    void forgetTrace() {
        try {
            // Emptied, for probes hold it open.
            Files.write(trace, new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits, boundedly, for what comes by itself. */
    boolean comesTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
        return true;
    }

    /** Reports what the host under test does not do. */
    void expect(boolean holds, ProblemCode code, String needed, Object seen) {
        if (!holds) {
            found.add(Problem.of(
                            code,
                            "the host under test",
                            "The host under test needs to " + needed + "; found " + seen + ". It does not conform.")
                    .blame(Blame.HOST)
                    .operator("use a host that passes the conformance kit."));
        }
    }

    List<Problem> found() {
        return found;
    }

    @Override
    public void close() {
        host.close();
    }
}
