/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite.escape;

import dev.berth.host.jvm.JvmGuard;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs attempts in JVMs of their own; whenever one ends its JVM, the next one goes on behind it. */
final class EscapeRun {
    private final Jdk jdk;
    private final Path folder;
    private final Lure lure;
    /** By run and id. */
    private final Map<String, Map<String, Outcome>> outcomes = new HashMap<>();

    EscapeRun(Jdk jdk, Path folder, Lure lure, RedPackages packages) throws IOException {
        this.jdk = jdk;
        this.folder = folder;
        this.lure = lure;
        packages.plant(Path.of(lure.place("jar")));
        try (OutputStream out = Files.newOutputStream(folder.resolve("places"))) {
            lure.places().store(out, null);
        }
    }

    Outcome outcome(String run, String id) {
        Outcome found = outcomes.getOrDefault(run, Map.of()).get(id);
        if (found == null && run.equals("granted") && outcome("denied", id).passed()) {
            return Outcome.AS_BEFORE;
        }
        return Objects.requireNonNull(found, () -> id + " was not made " + run + "; see " + folder.resolve("err"));
    }

    /** Makes all attempts, {@code host} or {@code bare}. */
    void run(String where, List<Attempt> attempts) {
        List<Attempt> open = new ArrayList<>(attempts);
        while (!open.isEmpty()) {
            String last = child(where, open);
            if (last.isEmpty()) {
                return;
            }
            int index = open.stream().map(Attempt::id).toList().indexOf(last);
            if (index < 0) {
                throw new IllegalStateException("The JVM ended before the first attempt; see " + folder.resolve("err"));
            }
            open.subList(0, index + 1).clear();
        }
    }

    /** Returns the attempt that ended the JVM; nothing if all were made. */
    private String child(String where, List<Attempt> attempts) {
        try {
            return made(where, attempts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String made(String where, List<Attempt> attempts) throws IOException {
        Files.write(
                folder.resolve("rows"),
                attempts.stream()
                        .map(row -> row.permission().isEver() ? row.id() : row.id() + "!")
                        .toList());
        Process process = start(where);
        String begun = "";
        String run = "";
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith(EscapeMain.MARK)) {
                    continue;
                }
                String[] parts = line.substring(EscapeMain.MARK.length()).split("\t", 4);
                if (parts[0].equals(EscapeMain.END)) {
                    return "";
                } else if (parts[0].equals(EscapeMain.BEGINS)) {
                    begun = parts[1];
                    run = parts[2];
                } else {
                    Outcome outcome = Outcome.of(parts[2], parts[3]);
                    put(parts[1], parts[0], outcome);
                    if (outcome.passed() && isAlone(attempts, parts[0])) {
                        return parts[0];
                    }
                }
            }
        } finally {
            process.destroyForcibly();
            process.onExit().join();
        }
        put(run, begun, new Outcome(true, "ended the host", ""));
        return begun;
    }

    private static boolean isAlone(List<Attempt> attempts, String id) {
        return attempts.stream().anyMatch(row -> row.alone() && row.id().equals(id));
    }

    private void put(String run, String id, Outcome outcome) {
        outcomes.computeIfAbsent(run, key -> new LinkedHashMap<>()).put(id, outcome);
    }

    private Process start(String where) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                jdk.java().toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"));
        if (where.equals("host")) {
            command.addAll(JvmGuard.flags(jdk.feature()));
        }
        command.add("-Duser.home=" + folder);
        command.add("-D" + Lure.PROPERTY + "=" + lure.secret());
        command.add("-D" + Lure.NUMBER + "=42");
        command.add("-D" + Lure.FLAG + "=true");
        command.add("-Dberth.checkout=" + System.getProperty("berth.checkout"));
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .replace(";", File.pathSeparator));
        command.add(EscapeMain.class.getName());
        command.add(folder.toString());
        command.add(where);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("err").toFile()));
        builder.environment().put(Lure.VARIABLE, lure.secret());
        builder.environment().put(Lure.OTHER_VARIABLE, lure.secret());
        return builder.start();
    }
}
