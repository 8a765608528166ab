/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Class files of a real compiler, by their path in a package. */
final class CompiledClasses {
    private CompiledClasses() {}

    /** Compiles sources, each a top-level class of the package {@code com.acme}, by name. */
    static Map<String, byte[]> of(Path folder, Map<String, String> sources) {
        try {
            List<String> arguments = new ArrayList<>(List.of(
                    "--release",
                    "17",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-proc:none",
                    "-d",
                    folder + "/out"));
            for (var source : sources.entrySet()) {
                Path file = folder.resolve(source.getKey() + ".java");
                Files.writeString(file, "package com.acme;\nimport dev.berth.sdk.*;\n" + source.getValue());
                arguments.add(file.toString());
            }
            int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
            if (code != 0) {
                throw new AssertionError("the sources do not compile");
            }
            Map<String, byte[]> classes = new LinkedHashMap<>();
            Path out = folder.resolve("out");
            try (Stream<Path> files = Files.walk(out)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    classes.put(out.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
