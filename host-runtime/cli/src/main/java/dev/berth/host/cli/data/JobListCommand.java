/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.data;

import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The list of jobs, said in full. */
@Command(
        name = "list",
        description = "List jobs, newest first.",
        footerHeading = "%nExample:%n",
        footer = "  berth jobs list --state paused --limit 20")
final class JobListCommand implements Verb {
    @Mixin
    private final JobSelection selection = new JobSelection();

    @Override
    public int run(Session session) {
        return selection.list(session);
    }
}
