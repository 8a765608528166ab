/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An extension whose worker writes down its attempts, and waits in the first of a job that says so. */
final class Queueing {
    static final ExtensionId ID = ExtensionId.of("@acme/queueing-connector");

    private Queueing() {}

    /** Starts a host whose mount {@code files} is a folder beside its home. */
    static TestHost host(Path home) throws IOException {
        Path files = files(home);
        return TestHost.start(home, builder -> builder.mount("files", files));
    }

    /** Returns the folder that the worker may use. */
    static Path files(Path home) throws IOException {
        return Files.createDirectories(home.resolveSibling("files"));
    }

    /** Packs a version; what it writes down has the version in it. */
    static Path pack(Path folder, String version) throws IOException {
        String entry = "acme.queueing.Entry";
        String source = EntrySource.of(entry)
                .register("""
                        ctx.jobs().registerWorker("work", payload -> {
                            JsonObject job = (JsonObject) payload;
                            java.nio.file.Path file = java.nio.file.Path.of(job.string("file").orElseThrow());
                            boolean first = !java.nio.file.Files.exists(file);
                            java.nio.file.Files.writeString(file, "%s\\n",
                                java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
                            if (first && job.string("until").isPresent()) {
                                java.nio.file.Path until = java.nio.file.Path.of(job.string("until").get());
                                while (!java.nio.file.Files.exists(until)) {
                                    Thread.sleep(10);
                                }
                            }
                        });
                        """.formatted(version))
                .tool(
                        "queue",
                        "ctx.jobs().enqueue(\"work\", input, new JobOptions(java.util.Optional.empty(),"
                                + " java.util.Optional.empty(), input.string(\"key\"), 5)).id()")
                .text();
        return ExtensionPackage.connector(ID.value(), version)
                .ports("jobs", "mcp")
                .block("permissions", "[\"fs:read:files\", \"fs:write:files\"]")
                .entry(entry, source)
                .writeTo(Files.createDirectories(folder));
    }
}
