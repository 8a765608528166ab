/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.trust;

import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.host.marketplace.trust.SignedFile;
import dev.berth.host.marketplace.trust.sign.PublicKeyFile;
import dev.berth.host.marketplace.trust.sign.SigningKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs a package. */
@Command(
        name = "sign",
        description = "Sign a package: writes PATH.signature.json beside it, which \"berth install\" sends along.",
        footerHeading = "%nExample:%n",
        footer = "  berth sign crm-connector-1.0.0.jar --key acme-2026")
final class SignCommand implements Verb {
    @Parameters(paramLabel = "PATH", description = "The package file.")
    private Path file = Path.of("");

    @Option(names = "--key", paramLabel = "NAME", description = "Which of your keys; needed if you have several.")
    private List<String> key = List.of();

    @Override
    public int run(Session session) {
        SignedFile signed = SignedFile.open(file);
        OwnKeys keys = new OwnKeys(session);
        String name = keys.one(key);
        SigningKey opened = keys.open(name, Passphrase.read(session, name));
        signed.sign(opened, Optional.ofNullable(keys.all().get(name)).flatMap(PublicKeyFile::scope));
        String id = opened.publicHalf().id();
        session.result(
                signed.facts().with("keyId", id).with("file", signed.document().toString()),
                page -> page.line(signed.subject() + " is signed by the key " + id + ": " + signed.document()));
        return ExitCode.DONE;
    }
}
