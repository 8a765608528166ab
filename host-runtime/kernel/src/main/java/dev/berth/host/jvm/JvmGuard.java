/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.jvm;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How well the JVM under the host keeps extensions from going around its other layers (L5).
 *
 * @param level FULL if every way is closed, PARTIAL if some are, NONE
 * @param ways each of them
 * @param problems {@code jvm-unguarded} unless the level is FULL
 */
public record JvmGuard(String level, List<Way> ways, List<Problem> problems) {
    private static final int NATIVE = 24;
    private static final int UNSAFE = 23;

    /** Classes of the JDK's base and no others, and of those none that reaches out or calls when it is read. */
    private static final String FILTER =
            "-Djdk.serialFilter=maxdepth=64;maxrefs=1000000;maxarray=10000000;!java.net.URL;"
                    + "!java.lang.invoke.*;!java.lang.reflect.*;java.base/*;!*";

    /**
     * One way around.
     *
     * @param closed it was tried and leads nowhere
     * @param why it is open; empty if it is closed
     * @param fix what would close it; empty if it is closed
     */
    public record Way(String name, boolean closed, String why, String fix) {}

    /** Copies. */
    public JvmGuard {
        ways = List.copyOf(ways);
        problems = List.copyOf(problems);
    }

    /** Tries every way, in this process. */
    public static JvmGuard tried() {
        JvmFacts facts = JvmFacts.ofThis();
        return of(Arrays.stream(Escape.values())
                .map(escape -> way(escape, escape.open(facts)))
                .toList());
    }

    /** Returns the flags that close every way which a JDK of this feature release can close (ENG-9). */
    public static List<String> flags(int feature) {
        return Stream.of(
                        Stream.of(Escape.ATTACH.flag(), Escape.AGENTS.flag(), FILTER),
                        Stream.of(Escape.UNSAFE.flag()).filter(flag -> feature >= UNSAFE),
                        Stream.of(Escape.NATIVE.flag()).filter(flag -> feature >= NATIVE))
                .flatMap(flags -> flags)
                .toList();
    }

    static JvmGuard of(List<Way> ways) {
        List<Way> open = ways.stream().filter(way -> !way.closed()).toList();
        if (open.isEmpty()) {
            return new JvmGuard("FULL", ways, List.of());
        }
        return new JvmGuard(open.size() == ways.size() ? "NONE" : "PARTIAL", ways, List.of(problem(ways, open)));
    }

    private static Way way(Escape escape, Optional<Escape.Open> open) {
        return new Way(
                escape.toString(),
                open.isEmpty(),
                open.map(Escape.Open::why).orElse(""),
                open.map(Escape.Open::fix).orElse(""));
    }

    private static Problem problem(List<Way> ways, List<Way> open) {
        return Problem.of(
                        ProblemCode.JVM_UNGUARDED,
                        "the host's JVM",
                        "The host's JVM needs to close " + ways.size()
                                + " ways around what extensions were granted; found " + open.size() + " open: "
                                + open.stream()
                                        .map(way -> way.name() + " (" + way.why() + ")")
                                        .collect(Collectors.joining(", "))
                                + ". The host runs all the same; code that knows these ways is not stopped there.")
                .fact("open", open.stream().map(Way::name).toList())
                .operator("start the host with the berth script, which sets all flags, or your own program with "
                        + open.stream().map(Way::fix).distinct().collect(Collectors.joining(", ")) + ".");
    }
}
