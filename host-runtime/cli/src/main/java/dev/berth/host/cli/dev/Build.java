/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.dev;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Runs what builds a project, and keeps the end of what it says. */
final class Build implements AutoCloseable {
    private static final int LINES = 60;

    private final Project.Sources project;
    private final List<String> more;
    private Optional<Process> running = Optional.empty();
    private boolean closed;

    /** @param more arguments for Maven */
    Build(Project.Sources project, List<String> more) {
        this.project = project;
        this.more = more;
    }

    /** Builds; returns what it said if it failed, and nothing if it did not. */
    Optional<List<String>> run() {
        Optional<Process> started = start();
        if (started.isEmpty()) {
            return Optional.of(List.of());
        }
        Process process = started.get();
        Deque<String> said = new ArrayDeque<>();
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                if (said.size() > LINES) {
                    said.remove();
                }
            }
            return process.waitFor() == 0 ? Optional.empty() : Optional.of(List.copyOf(said));
        } catch (IOException e) {
            return Optional.of(List.copyOf(said));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(List.copyOf(said));
        }
    }

    private synchronized Optional<Process> start() {
        if (closed) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(project.command());
        command.addAll(more);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.root().toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
        try {
            running = Optional.of(builder.start());
            return running;
        } catch (IOException e) {
            throw new ProblemException(Problem.of(
                            ProblemCode.USAGE_INVALID,
                            project.root().toString(),
                            "berth dev needs " + command.get(0) + " to build " + project.root()
                                    + "; it could not be started: " + e.getMessage() + ". Nothing was built.")
                    .operator("install it, or say what builds the package: --build COMMAND"));
        }
    }

    /** Ends what runs, and runs nothing any more. */
    @Override
    public synchronized void close() {
        closed = true;
        running.ifPresent(process -> {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        });
    }
}
