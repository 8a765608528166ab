/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.data;

import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.value.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One job, whole. */
@Command(
        name = "show",
        description = "Show one job with its payload and what was wrong at its last attempt.",
        footerHeading = "%nExample:%n",
        footer = "  berth jobs show 4b3f0c1d9a8e4f6fb0a1c2d3e4f50617")
final class JobShowCommand implements Verb {
    @Parameters(paramLabel = "ID", description = "The job, as \"berth jobs\" lists it.")
    private String id = "";

    @Override
    public int run(Session session) {
        JsonObject job = session.host().get(JobText.path(id));
        session.result(job, page -> JobText.print(page, job));
        return ExitCode.DONE;
    }
}
