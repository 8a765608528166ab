/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files below a temporary folder. */
public record Folder(Path root) {
    @SuppressWarnings("InlineFormatString") // The text is long.
    private static final String MANIFEST = """
            {
              "name": "@acme/crm-connector",
              "version": "1.4.0",
              "description": "Made by a test.",
              "license": "Apache-2.0",
              "berth": {
                "apiVersion": "berth.dev/v1",
                "kind": "connector",
                "sdkAbiRange": "^2.2",
                "configSchema": {"fields": [{"kind": "banner", "label": "Welcome",
                  "variants": [{"name": "hello", "tone": "info", "message": "Hello"}]}]},
                "dependencies": []
              }
            }
            """;

    private static final String README = """
            # CRM

            Reads contacts of the CRM and hands them to agents, so that nobody has to copy addresses by hand. It asks for
            what it needs at the first start and works without further care.

            ## Capabilities

            - Finds contacts by name, mail address or company.
            - Keeps the newest state of each contact.
            """;

    /** Writes a file. */
    public Path write(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a source folder in which nothing is wrong, {@code @acme/crm-connector 1.4.0}. */
    public Path extension(String folder) {
        return extension(folder, "@acme/crm-connector");
    }

    /** Writes a source folder in which nothing is wrong. */
    public Path extension(String folder, String id) {
        write(folder + "/package.json", MANIFEST.replace("@acme/crm-connector", id));
        write(folder + "/LICENSE", "Apache License\nVersion 2.0, January 2004\nhttp://www.apache.org/licenses/\n");
        write(folder + "/README.md", README);
        return root.resolve(folder);
    }
}
