/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.value.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The start script of the checkout, with a home of its own, as somebody would use it. */
record Program(Path home) {
    static final Path CHECKOUT = Path.of(System.getProperty("berth.checkout"));
    private static final long LONGEST = 120;

    /** What a command printed and how it ended. */
    record Result(int exit, String out, String err) {
        JsonObject json() {
            return (JsonObject) StrictJson.parse(out);
        }
    }

    /** Runs a command to its end, without a terminal. */
    Result run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(CHECKOUT.resolve("berth").toString());
        command.addAll(List.of(arguments));
        return run(Map.of("BERTH_HOME", home.toString()), command);
    }

    /** Runs any program to its end. */
    static Result run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("out", ".txt");
        Path err = Files.createTempFile("err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(LONGEST, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(command + " did not end: " + Files.readString(err));
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Reads what a running host says of itself. */
    JsonObject hostFile() throws IOException {
        return (JsonObject) StrictJson.parse(Files.readString(home.resolve("host.json")));
    }
}
