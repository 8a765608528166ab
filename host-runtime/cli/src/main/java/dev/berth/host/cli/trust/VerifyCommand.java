/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.trust;

import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.host.marketplace.trust.SignedFile;
import dev.berth.host.marketplace.trust.sign.PublicKeyFile;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies a package without a host. */
@Command(
        name = "verify",
        description =
                "Verify a package by the signature beside it, without a host: against public keys that you name, or your own.",
        footerHeading = "%nExample:%n",
        footer = "  berth verify crm-connector-1.0.0.jar --key acme-2026.pub.json")
final class VerifyCommand implements Verb {
    @Parameters(paramLabel = "PATH", description = "The package file.")
    private Path file = Path.of("");

    @Option(names = "--key", paramLabel = "FILE", description = "A public key that you trust; may be given again.")
    private List<Path> keys = List.of();

    @Override
    public int run(Session session) {
        SignedFile signed = SignedFile.open(file);
        OwnKeys own = new OwnKeys(session);
        List<PublicKeyFile> trusted = keys.isEmpty()
                ? List.copyOf(own.all().values())
                : keys.stream().map(own::publicKey).toList();
        PublicKeyFile by = signed.verify(trusted);
        session.result(
                signed.facts().with("keyId", by.key().id()).with("verified", true),
                page -> page.line(
                        signed.subject() + " is whole, and the key " + by.key().id()
                                + by.scope().map(scope -> " of @" + scope).orElse("") + " signed it."));
        return ExitCode.DONE;
    }
}
