/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.local;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Checks the JDK, and the flags that the running host was started with. */
final class JvmChecks {
    private static final int LEAST = 21;
    /** From here on a JVM can be told to refuse native code and Unsafe. */
    private static final int DENIES = 24;

    private static final List<String> ALWAYS = List.of("-XX:-EnableDynamicAgentLoading", "-XX:+DisableAttachMechanism");
    private static final List<String> DENYING =
            List.of("--illegal-native-access=deny", "--sun-misc-unsafe-memory-access=deny");

    private JvmChecks() {}

    static Check jdk() {
        Runtime.Version version = Runtime.version();
        String found =
                "JDK " + version + ", " + System.getProperty("java.vendor") + ", " + System.getProperty("java.home");
        if (version.feature() >= DENIES) {
            return new Check.Good("jdk", found);
        }
        return new Check.Bad(
                "jdk",
                Problem.of(
                                ProblemCode.JVM_UNGUARDED,
                                "the JDK",
                                "The JDK of Berth is " + version.feature() + " (" + LEAST
                                        + " or later is needed), but only JDK " + DENIES
                                        + " and later can refuse native code and Unsafe to extensions.")
                        .operator("install a newer JDK; berth takes the newest it finds."));
    }

    /** Looks at the arguments of the host's process (ENG-9). */
    static Check flags(Optional<Long> pid) {
        if (pid.isEmpty()) {
            return new Check.Skipped("host flags", "no host runs on this home");
        }
        List<String> arguments = arguments(pid.get());
        if (arguments.isEmpty()) {
            return new Check.Skipped("host flags", "this system does not show the arguments of process " + pid.get());
        }
        List<String> needed = new ArrayList<>(ALWAYS);
        if (Runtime.version().feature() >= DENIES) {
            needed.addAll(DENYING);
        }
        List<String> missing =
                needed.stream().filter(flag -> !arguments.contains(flag)).toList();
        if (missing.isEmpty()) {
            return new Check.Good("host flags", "native code, Unsafe and agents are refused to extensions");
        }
        return new Check.Bad(
                "host flags",
                Problem.of(
                                ProblemCode.JVM_UNGUARDED,
                                "process " + pid.get(),
                                "The host, process " + pid.get() + ", runs without the JVM's flags "
                                        + String.join(" ", missing)
                                        + ", so extensions can reach past what they were granted.")
                        .fact("missing", missing)
                        .operator("start the host with the berth script, which sets them, or set them yourself."));
    }

    /** The JDK cuts long command lines off, and a class path makes them long. */
    private static List<String> arguments(long pid) {
        Path file = Path.of("/proc", Long.toString(pid), "cmdline");
        if (Files.isReadable(file)) {
            try {
                return List.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\0"));
            } catch (IOException e) {
                return List.of();
            }
        }
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().arguments())
                .map(Arrays::asList)
                .orElse(List.of());
    }
}
