/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.trust;

import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.value.JsonObject;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trusts a key. */
@Command(
        name = "add",
        description =
                "Have a host trust the packages that a key signs. A further key of a scope needs a statement of the one before.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  berth keys add acme-2026.pub.json",
            "  berth keys add acme-2027.statement.json",
            "  berth keys add registry.pub.json --scope acme --custodial"
        })
final class KeysAddCommand implements Verb {
    @Parameters(paramLabel = "FILE", description = "The public key, or the statement, that the publisher hands out.")
    private Path file = Path.of("");

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "Whose packages it signs, if the file does not say it.")
    private @Nullable String scope;

    @Option(names = "--custodial", description = "A registry holds it for its publisher.")
    private boolean custodial;

    @Override
    public int run(Session session) {
        JsonObject request = JsonObject.of(
                "key", new OwnKeys(session).document(file), "custody", custodial ? "custodial" : "author");
        JsonObject added =
                session.host().post("/api/trust/keys", scope == null ? request : request.with("scope", scope));
        session.result(
                added,
                page -> page.line("The key " + Json.text(added, "keyId") + " vouches for packages of @"
                        + Json.text(added, "scope") + " now."));
        return ExitCode.DONE;
    }
}
