/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import dev.berth.host.jvm.JvmGuard;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A JVM of its own with a host in it, to be killed. */
final class ChildHost implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private ChildHost(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts {@link ChildMain} with a home, what to do, and arguments for it. */
    static ChildHost start(Path home, String... what) throws IOException {
        return start(ChildImage.plain(), home, what);
    }

    /** The same, from an image. */
    static ChildHost start(ChildImage image, Path home, String... what) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                image.classPath()));
        command.addAll(image.flags());
        command.addAll(JvmGuard.flags(Runtime.version().feature()));
        if (what[0].equals("cramped")) {
            // Kilobytes that one file may have: no file system of its own is needed to run out of room.
            command.addAll(0, List.of("bash", "-c", "ulimit -f 8000; exec \"$@\"", "bash"));
        }
        if (what[0].equals("busy")) {
            // As the start script has it.
            command.add("-Djdk.virtualThreadScheduler.parallelism=64");
        }
        for (String property : List.of("berth.samples", "berth.samples.next", "java.io.tmpdir")) {
            command.add("-D" + property + "=" + System.getProperty(property));
        }
        command.add(ChildMain.class.getName());
        command.add(home.toString());
        command.addAll(Arrays.asList(what));
        return new ChildHost(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Reads a line that it prints, or nothing if it has ended. */
    @Nullable
    String line() throws IOException {
        return output.readLine();
    }

    void awaitLine(String wanted) throws IOException {
        for (String line = line(); !wanted.equals(line); line = line()) {
            if (line == null) {
                throw new IllegalStateException("The child ended before it said \"" + wanted + "\"");
            }
        }
    }

    /** Kills it as a loss of power would: no hook runs. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Waits until it has ended and returns its exit code. */
    int awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The child does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        awaitEnd();
        output.close();
    }
}
