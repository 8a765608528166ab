/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.local;

import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.manifest.field.ManifestSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;

/** Prints the JSON Schema of manifests, for editors (MAN-6). It is JSON already, so that --json changes nothing. */
@Command(
        name = "schema",
        description = "Print the JSON Schema of package.json, which gives completion in editors.",
        footerHeading = "%nExample:%n",
        footer = "  berth schema > berth.schema.json")
final class SchemaCommand implements Verb {
    @Override
    public int run(Session session) {
        session.terminal().out().print(schema());
        session.terminal().out().flush();
        return ExitCode.DONE;
    }

    private static String schema() {
        try (InputStream in = ManifestSchema.class.getResourceAsStream(ManifestSchema.RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(ManifestSchema.RESOURCE + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
