/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks.engine;

import dev.berth.host.HostRuntime;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one start in a process of its own took, with the room for classes that the {@code berth} script gives.
 *
 * @param millis from the start of the JVM until all run
 * @param kilobytes of heap after a collection, and of what lies beside the heap, classes mostly
 */
record Started(long millis, long kilobytes) {
    private static final String ANSWER = "started ";
    private static final int COLLECTIONS = 3;

    /** Starts a host on this home, in a JVM with these flags; it logs to a file there, as {@code berth up} does. */
    static Started berth(List<String> flags, Path home) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(flags);
        all.add("-Dberth.logs=" + home.resolve("logs"));
        return of(all, "berth", home.toString());
    }

    /** Starts plain Felix with the packages of a folder. */
    static Started felix(List<String> flags, Path cache, Path folder) throws IOException, InterruptedException {
        return of(flags, "felix", cache.toString(), folder.toString());
    }

    private static Started of(List<String> flags, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.add("-XX:MetaspaceSize=128m");
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Started.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            String[] said = lines.lines()
                    .filter(line -> line.startsWith(ANSWER))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("It did not start: " + command))
                    .split(" ", -1);
            return new Started(Long.parseLong(said[1]), Long.parseLong(said[2]));
        } finally {
            process.waitFor();
        }
    }

    /** The process that starts: {@code berth HOME}, or {@code felix CACHE FOLDER}. */
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("berth")) {
            try (HostRuntime host =
                    HostRuntime.builder().home(Path.of(arguments[1])).build().start()) {
                tell(host.status().active());
            }
        } else {
            try (Stream<Path> files = Files.list(Path.of(arguments[2]))) {
                try (RawFelix felix =
                        RawFelix.start(Path.of(arguments[1]), files.sorted().toList())) {
                    tell(felix.size());
                }
            }
        }
    }

    /** Says how long it took, and then, since it takes time of its own, how much memory it takes. */
    private static void tell(int running) throws InterruptedException {
        Instant began = ProcessHandle.current().info().startInstant().orElseThrow();
        long millis = Duration.between(began, Instant.now()).toMillis();
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Thread.sleep(Duration.ofMillis(50));
        }
        long bytes = memory.getHeapMemoryUsage().getUsed()
                + memory.getNonHeapMemoryUsage().getUsed();
        System.out.println(ANSWER + millis + " " + bytes / 1024 + " " + running);
    }
}
