/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.data;

import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Has a job run no more. */
@Command(
        name = "cancel",
        description = "Have a job run no more; an attempt that runs ends as it does.",
        footerHeading = "%nExample:%n",
        footer = "  berth jobs cancel 4b3f0c1d9a8e4f6fb0a1c2d3e4f50617 --yes")
final class JobCancelCommand implements Verb {
    @Mixin
    private final JobChange change = new JobChange();

    @Override
    public int run(Session session) {
        return change.apply(session, "cancel", "Cancel this job?");
    }
}
