/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.access;

import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import picocli.CommandLine.Command;

/** Who may use the host, by token. */
@Command(
        name = "tokens",
        description = "Show, give and take back the tokens that let people and programs use the host.",
        footerHeading = "%nExamples:%n",
        footer = {"  berth tokens", "  berth tokens create --user ada --role member"})
final class TokensCommand implements Verb {
    @Override
    public int run(Session session) {
        return new TokensListCommand().run(session);
    }
}
