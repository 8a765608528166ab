/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks.guard;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.fixtures.JavaSources;
import dev.berth.host.HostRuntime;
import dev.berth.host.live.Caller;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The same loop over one call of the JDK, by an extension of a real host that was granted it, and by a class that nobody wove. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class GuardedCall {
    private static final int TIMES = 100_000;
    private static final int RELEASE = 21;
    private static final Map<String, String> CALLS = Map.of(
            "nothing", "TEXTS[i & 7].length()",
            "variable", "System.getenv(\"PATH\").length()",
            "property", "System.getProperty(\"java.version\").length()",
            "loader", "Work.class.getClassLoader() == null ? 0 : i",
            "address", "new java.net.InetSocketAddress(\"127.0.0.1\", i & 7).getPort()",
            "reflection", "((Number) LENGTH.invoke(TEXTS[i & 7])).intValue()",
            "exists", "FILE.exists() ? 1 : 0",
            "file", "read()");

    /** Which call. */
    @Param({"nothing", "variable", "property", "loader", "address", "reflection", "exists", "file"})
    public String call = "nothing";

    private Path folder = Path.of("unused");
    private Optional<Setting> setting = Optional.empty();

    /** Who runs the loop. */
    private record Setting(HostRuntime host, IntFunction<Object> bare) {}

    /** Starts a host with the extension. */
    @Setup
    public void start() throws IOException, ReflectiveOperationException {
        folder = Files.createTempDirectory("guarded");
        Path mounted = Files.createDirectory(folder.resolve("mounted"));
        Path file = Files.writeString(mounted.resolve("file"), "text");
        Map<String, byte[]> work = JavaSources.compile(Map.of("acme.guarded.Work", source(file)), RELEASE);
        ExtensionPackage extension = ExtensionPackage.connector("@acme/guarded-connector", "1.0.0")
                .ports("mcp")
                .block("permissions", "[\"env:read:PATH\", \"fs:read:in\"]")
                .source("acme.guarded.Work", source(file))
                .entry(
                        "acme.guarded.Entry",
                        EntrySource.of("acme.guarded.Entry")
                                .tool(
                                        "guarded_loop",
                                        "java.util.Map.of(\"sum\", new Work().apply(Integer.parseInt(input.string(\"times\").orElseThrow())))")
                                .text());
        HostRuntime host = HostRuntime.builder()
                .home(folder.resolve("home"))
                .mount("in", mounted)
                .build()
                .start();
        host.install(extension.writeTo(folder));
        setting = Optional.of(new Setting(host, bare(work)));
    }

    @SuppressWarnings("unchecked")
    private static IntFunction<Object> bare(Map<String, byte[]> classes) throws ReflectiveOperationException {
        ClassLoader loader = new ClassLoader(GuardedCall.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] bytes = classes.get(name.replace('.', '/') + ".class");
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
        return (IntFunction<Object>)
                loader.loadClass("acme.guarded.Work").getConstructor().newInstance();
    }

    private String source(Path file) {
        return """
                package acme.guarded;

                public final class Work implements java.util.function.IntFunction<Object> {
                    private static final String[] TEXTS = {"a", "bc", "def", "ghij", "k", "lm", "nop", "qrst"};
                    private static final java.io.File FILE = new java.io.File("%s");
                    private static final java.lang.reflect.Method LENGTH;

                    static {
                        try {
                            LENGTH = String.class.getMethod("length");
                        } catch (NoSuchMethodException e) {
                            throw new IllegalStateException(e);
                        }
                    }

                    private static int read() throws java.io.IOException {
                        try (java.io.FileInputStream in = new java.io.FileInputStream(FILE)) {
                            return in.read();
                        }
                    }

                    private static void fail() throws java.io.IOException, ReflectiveOperationException {}

                    public Object apply(int times) {
                        try {
                            fail();
                            long sum = 0;
                            for (int i = 0; i < times; i++) {
                                sum += %s;
                            }
                            return sum;
                        } catch (java.io.IOException | ReflectiveOperationException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }
                """.formatted(file, CALLS.getOrDefault(call, "0"));
    }

    /** Ends it. */
    @TearDown
    public void stop() throws IOException {
        setting.orElseThrow().host().close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Without a guard. */
    @Benchmark
    @OperationsPerInvocation(TIMES)
    public Object unguarded() {
        return setting.orElseThrow().bare().apply(TIMES);
    }

    /** With one; calling the tool is part of it, a fraction of a nanosecond each. */
    @Benchmark
    @OperationsPerInvocation(TIMES)
    public Object guarded() {
        return setting.orElseThrow()
                .host()
                .callTool(
                        "guarded_loop",
                        JsonObject.of("times", String.valueOf(TIMES)),
                        Caller.user("benchmark", "default"));
    }
}
