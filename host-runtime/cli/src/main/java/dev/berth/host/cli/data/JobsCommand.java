/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.data;

import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The jobs; without a command below it, their list. */
@Command(
        name = "jobs",
        description = "Show the jobs of extensions: what waits, what runs, what is dead and can be restarted.",
        footerHeading = "%nExamples:%n",
        footer = {"  berth jobs --state dead", "  berth jobs restart 4b3f0c1d9a8e4f6fb0a1c2d3e4f50617"})
final class JobsCommand implements Verb {
    @Mixin
    private final JobSelection selection = new JobSelection();

    @Override
    public int run(Session session) {
        return selection.list(session);
    }
}
