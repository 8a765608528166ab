/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import dev.berth.host.cli.client.ProblemReader;
import dev.berth.host.cli.session.Session;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts a host in a process of its own, and listens to it until it is ready or says why not. */
final class DetachedHost {
    private final Session session;

    DetachedHost(Session session) {
        this.session = session;
    }

    /**
     * Starts it with these arguments of {@code up}.
     *
     * @param environment what others on this machine should not read in its arguments
     * @return what it printed when it was ready
     */
    JsonObject start(List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>(program());
        command.add("up");
        command.addAll(arguments);
        command.addAll(List.of("--json", "--home", session.home().toString()));
        return session.progress().during("Starting", () -> started(command, environment));
    }

    /** The script sets the JVM's flags; without one, this JVM's own flags are taken. */
    private static List<String> program() {
        String script = System.getProperty("berth.launcher", "");
        if (!script.isEmpty()) {
            return List.of(script);
        }
        List<String> program = new ArrayList<>();
        program.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        program.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        program.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        return program;
    }

    private JsonObject started(List<String> command, Map<String, String> environment) {
        Path errors = LogFolder.in(session.home()).resolve("detached.log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(new File(nothing())))
                    .redirectError(errors.toFile());
            // What was just built is what runs: no second build, and none of its output.
            builder.environment().put("BERTH_BUILD", "never");
            builder.environment().putAll(environment);
            Process process = builder.start();
            try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
                String line = reader.readLine();
                return line == null ? silent(process, errors) : answer(line);
            }
        } catch (IOException e) {
            throw failed("could not be started: " + e.getMessage(), errors);
        }
    }

    private static String nothing() {
        return File.separatorChar == '/' ? "/dev/null" : "NUL";
    }

    private static JsonObject answer(String line) {
        JsonObject document = (JsonObject) StrictJson.parse(line);
        List<Problem> problems = ProblemReader.list(document, "problems");
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return document;
    }

    private JsonObject silent(Process process, Path errors) {
        try {
            throw failed("ended at once with the exit code " + process.waitFor(), errors);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was not waited for", errors);
        }
    }

    private ProblemException failed(String what, Path errors) {
        return new ProblemException(Problem.of(
                        ProblemCode.HOST_NOT_READY,
                        session.home().toString(),
                        "The host in the background " + what + ".")
                .operator("look into " + errors + "."));
    }
}
