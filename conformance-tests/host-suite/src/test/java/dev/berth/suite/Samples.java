/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sample extensions, as the build has packed them. */
public final class Samples {
    public static final Path EMAIL = find("berth.samples", "email-connector");
    public static final Path MAILBOX = find("berth.samples", "mailbox-connector");
    public static final Path HELLO = find("berth.samples", "hello-connector");
    public static final Path NOTES = find("berth.samples", "notes-skills");

    /** Version 1.1.0 of {@link #HELLO}. */
    public static final Path HELLO_NEXT = find("berth.samples.next", "hello-connector");

    private Samples() {}

    private static Path find(String property, String name) {
        Path folder = Path.of(System.getProperty(property));
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, name + "-*.jar")) {
            return jars.iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
