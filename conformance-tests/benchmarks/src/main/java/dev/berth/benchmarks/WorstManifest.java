/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks;

import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.Phase;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.value.SdkAbi;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The largest manifest that is read, 256 KB, filled with what costs the validator most (MAN-2, MAN-11). */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class WorstManifest {
    private static final int SIZE = 256 * 1024 - 1;

    private final ManifestValidator validator = new ManifestValidator();
    private PackageEntries entries = new Alone(Map.of());

    @Param({"deep", "unknown", "mistyped", "doubled", "ports", "edges", "options", "templates", "hidden", "text"})
    public String input = "deep";

    /** Fills the manifest. */
    @Setup(Level.Trial)
    public void fill() {
        String text = switch (input) {
            case "deep" -> "{\"a\":".repeat(SIZE / 5);
            case "unknown" -> fields(i -> "\"k" + i + "\":1");
            case "mistyped" -> fields(i -> "\"requestedHostPort" + i + "\":1");
            case "doubled" -> fields(i -> "\"a\":1");
            case "ports" -> list("connector", "\"requestedHostPorts\":[", i -> "\"secret\"", "]");
            case "edges" -> list("connector", "\"dependencies\":[", i -> "{}", "]");
            case "options" -> list("connector", "\"configSchema\":{\"fields\":[", i -> "{}", "]}");
            case "templates" -> list("artifact", "\"artifact\":{\"templates\":[", i -> "{}", "]}");
            case "hidden" -> fields(i -> "\"x-" + i + "\":\"\\u202e\"");
            case "text" -> list("connector", "\"displayName\":\"", i -> "a", "\"");
            default -> throw new IllegalArgumentException(input);
        };
        entries = new Alone(Map.of("package.json", text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Judges it. */
    @Benchmark
    public int judge() {
        return validator
                .validate(entries, Phase.CHECK, ManifestPolicy.of(SdkAbi.VERSION))
                .problems()
                .size();
    }

    private static String fields(IntFunction<String> row) {
        return list("connector", "", row, "");
    }

    private static String list(String kind, String open, IntFunction<String> row, String close) {
        StringBuilder out = new StringBuilder("{\"name\":\"@acme/x-" + kind + "\",\"version\":\"1.0.0\",\"berth\":{")
                .append("\"apiVersion\":\"berth.dev/v1\",\"kind\":\"" + kind + "\",")
                .append(open);
        String end = close + "}}";
        String next = row.apply(0);
        for (int i = 1; out.length() + next.length() + end.length() < SIZE; i++) {
            out.append(next);
            next = "," + row.apply(i);
        }
        return out.append(end).toString();
    }

    /** A package of which only the manifest is there. */
    private record Alone(Map<String, byte[]> files) implements PackageEntries {
        @Override
        public Set<String> paths() {
            return files.keySet();
        }

        @Override
        public Optional<byte[]> read(String path) {
            return Optional.ofNullable(files.get(path));
        }

        @Override
        public Form form() {
            return Form.TGZ;
        }
    }
}
