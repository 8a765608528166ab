/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.trust;

import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.host.marketplace.trust.sign.PublicKeyFile;
import dev.berth.host.marketplace.trust.sign.SigningKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a key. */
@Command(
        name = "gen",
        description = "Make a key that signs the packages of a scope. The private half is kept encrypted, in the home.",
        footerHeading = "%nExample:%n",
        footer = "  berth keys gen acme-2026 --scope acme")
final class KeysGenCommand implements Verb {
    @Parameters(paramLabel = "NAME", description = "What you call it.")
    private String name = "";

    @Option(names = "--scope", required = true, paramLabel = "SCOPE", description = "Whose packages it signs.")
    private String scope = "";

    @Override
    public int run(Session session) {
        SigningKey key = SigningKey.generate(new SecureRandom());
        String bare = scope.startsWith("@") ? scope.substring(1) : scope;
        PublicKeyFile shown = new PublicKeyFile(key.publicHalf(), Optional.of(bare));
        Path file = new OwnKeys(session).keep(name, key, shown, Passphrase.read(session, name));
        session.result(
                shown.json().with("file", file.toString()),
                page -> page.line("The key " + key.publicHalf().id() + " of @" + bare + " is made. Hand out " + file
                        + "; keep its private half and passphrase."));
        return ExitCode.DONE;
    }
}
