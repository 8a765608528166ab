/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks.engine;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Packages of small extensions: each has a tool, and every third is wired to a contract that the one before it exports. */
final class Many {
    private static final int EACH = 3;

    private Many() {}

    /** Writes so many, those that others need first. */
    static List<Path> write(Path folder, int count) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            files.add(member(number).writeTo(folder));
        }
        return files;
    }

    /** Returns the entry class of one. */
    static String entry(int number) {
        return "acme.n" + number + ".Entry";
    }

    private static ExtensionPackage member(int number) {
        ExtensionPackage made = plain(number)
                .source(api(number) + ".Api", "package " + api(number) + "; public interface Api { String text(); }")
                .header("Export-Package", api(number));
        return number % EACH == 0
                ? made
                : made.against(plain(number - 1)).requires(id(number - 1), "^1").imports(api(number - 1));
    }

    private static ExtensionPackage plain(int number) {
        return ExtensionPackage.connector(id(number), "1.0.0")
                .ports("mcp")
                .entry(
                        entry(number),
                        EntrySource.of(entry(number))
                                .tool("n" + number, "\"" + number + "\"")
                                .text());
    }

    private static String id(int number) {
        return "@acme/n%04d-connector".formatted(number);
    }

    private static String api(int number) {
        return "acme.n" + number + ".api";
    }
}
