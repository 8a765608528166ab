/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.trust;

import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.host.marketplace.trust.sign.KeyStatement;
import dev.berth.host.marketplace.trust.sign.PublicKeyFile;
import dev.berth.host.marketplace.trust.sign.SigningKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the key that follows another. */
@Command(
        name = "rotate",
        description = "Make a new key in the place of one of yours, with the statement that both sign and hosts take.",
        footerHeading = "%nExample:%n",
        footer = "  berth keys rotate acme-2026 acme-2027")
final class KeysRotateCommand implements Verb {
    @Parameters(index = "0", paramLabel = "OLD", description = "The key that you have.")
    private String old = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "What you call the new one.")
    private String next = "";

    @Option(names = "--keep", description = "Let the old key sign on, beside the new one.")
    private boolean keep;

    @Override
    public int run(Session session) {
        OwnKeys keys = new OwnKeys(session);
        char[] passphrase = Passphrase.read(session, old);
        SigningKey before = keys.open(old, passphrase);
        String scope = Optional.ofNullable(keys.all().get(old))
                .flatMap(PublicKeyFile::scope)
                .orElse("");
        SigningKey key = SigningKey.generate(new SecureRandom());
        KeyStatement statement = KeyStatement.of(
                keep ? "add" : "rotate",
                before,
                key,
                scope,
                session.surroundings().clock().instant().truncatedTo(ChronoUnit.SECONDS));
        keys.keep(next, key, new PublicKeyFile(key.publicHalf(), Optional.of(scope)), passphrase);
        Path file = keys.state(next, statement.json());
        session.result(
                statement.json().with("file", file.toString()),
                page -> page.line("The key " + key.publicHalf().id() + " is made, under the same passphrase. Hand out "
                        + file + ": berth keys add FILE"));
        return ExitCode.DONE;
    }
}
