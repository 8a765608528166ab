/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.trust;

import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import picocli.CommandLine.Command;

/** Keys of publishers. */
@Command(
        name = "keys",
        description = "Make the keys that sign packages, and show and change those that a host trusts.",
        footerHeading = "%nExamples:%n",
        footer = {"  berth keys gen acme-2026 --scope acme", "  berth keys list", "  berth keys add acme-2026.pub.json"
        })
final class KeysCommand implements Verb {
    @Override
    public int run(Session session) {
        return new KeysListCommand().run(session);
    }
}
